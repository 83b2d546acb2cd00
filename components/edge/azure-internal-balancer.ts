/** Port on which the gateway of the cluster answers to what the internet reaches. */
export const gatewayPort = 443;

/**
 * The gateway's Service where an application gateway stands before it: a load balancer in the network of the nodes alone, at an address that is known
 * before there is a cluster. It sends requests to nodes with a pod of the gateway, so that the address of the application gateway stays.
 */
export const internalBalancer = (address: string) =>
  ({
    type: "LoadBalancer",
    externalTrafficPolicy: "Local",
    annotations: {
      "service.beta.kubernetes.io/azure-load-balancer-internal": "true",
      "service.beta.kubernetes.io/azure-load-balancer-ipv4": address,
    },
  }) as const;

/**
 * Port of every node under which the gateway's pods of that node are reached, where a load balancer outside of the cluster sends requests.
 * The range of such ports is 30000 to 32767.
 */
export const gatewayNodePort = 30_443;

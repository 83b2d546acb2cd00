// Command gateway-api-plugin does the part of Argo Rollouts' plugin for the Gateway API that a canary of this project asks for: it
// moves the weights of one HTTPRoute between a stable and a canary Service. The plugin itself is not on the Go module
// proxy. This stand-in speaks the same protocol, so that the controller and the Rollout are those of a real cluster.
//
// KUBECONFIG names the cluster.
package main

import (
	goPlugin "github.com/hashicorp/go-plugin"

	"github.com/argoproj/argo-rollouts/rollout/trafficrouting/plugin/rpc"
)

func main() {
	goPlugin.Serve(&goPlugin.ServeConfig{
		HandshakeConfig: goPlugin.HandshakeConfig{
			ProtocolVersion:  1,
			MagicCookieKey:   "ARGO_ROLLOUTS_RPC_PLUGIN",
			MagicCookieValue: "trafficrouter",
		},
		Plugins: map[string]goPlugin.Plugin{
			"RpcTrafficRouterPlugin": &rpc.RpcTrafficRouterPlugin{Impl: &router{}},
		},
	})
}

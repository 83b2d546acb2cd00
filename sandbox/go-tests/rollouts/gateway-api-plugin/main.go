package main

import (
	_ "github.com/argoproj/argo-rollouts/rollout/trafficrouting/plugin/rpc"
	_ "github.com/hashicorp/go-plugin"
	_ "k8s.io/client-go/dynamic"
	_ "k8s.io/apimachinery/pkg/apis/meta/v1"
)
func main() {}

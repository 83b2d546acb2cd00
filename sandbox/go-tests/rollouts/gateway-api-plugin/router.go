package main

import (
	"context"
	"encoding/json"
	"fmt"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/client-go/util/retry"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	"github.com/argoproj/argo-rollouts/utils/plugin/types"
)

// Name under which a Rollout has the plugin's settings.
const name = "argoproj-labs/gatewayAPI"

var httpRoutes = schema.GroupVersionResource{Group: "gateway.networking.k8s.io", Version: "v1", Resource: "httproutes"}

type settings struct {
	HTTPRoute string `json:"httpRoute"`
	Namespace string `json:"namespace"`
}

type router struct {
	cluster dynamic.Interface
}

func (r *router) InitPlugin() types.RpcError {
	config, err := clientcmd.NewNonInteractiveDeferredLoadingClientConfig(
		clientcmd.NewDefaultClientConfigLoadingRules(), nil).ClientConfig()
	if err != nil {
		return failed(err)
	}
	r.cluster, err = dynamic.NewForConfig(config)
	return failed(err)
}

func (r *router) SetWeight(rollout *v1alpha1.Rollout, weight int32, _ []v1alpha1.WeightDestination) types.RpcError {
	var given settings
	canary := rollout.Spec.Strategy.Canary
	if err := json.Unmarshal(canary.TrafficRouting.Plugins[name], &given); err != nil {
		return failed(fmt.Errorf("settings of %s: %w", name, err))
	}
	return failed(retry.RetryOnConflict(retry.DefaultRetry, func() error {
		return r.move(given, map[string]int64{
			canary.StableService: int64(100 - weight),
			canary.CanaryService: int64(weight),
		})
	}))
}

// move gives the Services of the route's rules their weights; the route is left alone where they have them already.
func (r *router) move(given settings, weights map[string]int64) error {
	routes := r.cluster.Resource(httpRoutes).Namespace(given.Namespace)
	route, err := routes.Get(context.Background(), given.HTTPRoute, metav1.GetOptions{})
	if err != nil {
		return err
	}
	spec, _ := route.Object["spec"].(map[string]any)
	rules, _ := spec["rules"].([]any)
	found, changed := 0, false
	for _, rule := range rules {
		fields, _ := rule.(map[string]any)
		backends, _ := fields["backendRefs"].([]any)
		for _, backend := range backends {
			reference, _ := backend.(map[string]any)
			service, _ := reference["name"].(string)
			weight, isOurs := weights[service]
			if !isOurs {
				continue
			}
			found++
			if reference["weight"] != weight {
				reference["weight"] = weight
				changed = true
			}
		}
	}
	if found < len(weights) {
		return fmt.Errorf("HTTPRoute %s/%s does not lead to both Services of the canary", given.Namespace, given.HTTPRoute)
	}
	if !changed {
		return nil
	}
	_, err = routes.Update(context.Background(), route, metav1.UpdateOptions{FieldManager: "gateway-api-plugin"})
	return err
}

func (r *router) UpdateHash(*v1alpha1.Rollout, string, string, []v1alpha1.WeightDestination) types.RpcError {
	return types.RpcError{}
}

func (r *router) SetHeaderRoute(_ *v1alpha1.Rollout, header *v1alpha1.SetHeaderRoute) types.RpcError {
	if len(header.Match) == 0 {
		return types.RpcError{}
	}
	return failed(fmt.Errorf("the stand-in for %s knows no routes by header", name))
}

func (r *router) SetMirrorRoute(_ *v1alpha1.Rollout, mirror *v1alpha1.SetMirrorRoute) types.RpcError {
	if len(mirror.Match) == 0 {
		return types.RpcError{}
	}
	return failed(fmt.Errorf("the stand-in for %s knows no mirrors", name))
}

func (r *router) VerifyWeight(*v1alpha1.Rollout, int32, []v1alpha1.WeightDestination) (types.RpcVerified, types.RpcError) {
	return types.NotImplemented, types.RpcError{}
}

func (r *router) RemoveManagedRoutes(*v1alpha1.Rollout) types.RpcError {
	return types.RpcError{}
}

func (r *router) Type() string {
	return name
}

func failed(err error) types.RpcError {
	if err == nil {
		return types.RpcError{}
	}
	return types.RpcError{ErrorString: err.Error()}
}

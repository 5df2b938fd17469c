/** Fields of a Service's `spec` that take one of a few words, exactly as spelt here. */
export const serviceWords: Readonly<Record<string, readonly string[]>> = {
  type: ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'],
  externalTrafficPolicy: ['Cluster', 'Local'],
  internalTrafficPolicy: ['Cluster', 'Local'],
  sessionAffinity: ['None', 'ClientIP'],
  trafficDistribution: ['PreferSameZone', 'PreferSameNode', 'PreferClose'],
  ipFamilyPolicy: ['SingleStack', 'PreferDualStack', 'RequireDualStack'],
}

import { extensions, workspace } from 'vscode'

/**
 * Whether Red Hat's YAML extension completes manifests by the schema of the Kubernetes API: Microsoft's Kubernetes extension gives it
 * one, or a setting does. What the schema lists would stand in every list twice.
 */
export function hasKubernetesSchema(): boolean {
  if (!extensions.getExtension('redhat.vscode-yaml')) return false
  if (extensions.getExtension('ms-kubernetes-tools.vscode-kubernetes-tools')) return true
  const schemas = workspace.getConfiguration('yaml').get<unknown>('schemas')
  return /kubernetes/i.test(JSON.stringify(schemas ?? {}))
}

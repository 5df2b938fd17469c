/** What rules are about: the name of their folder. */
export type Topic = keyof typeof topics

/** The topics in the order in which they are shown, with a line for the reader. */
export const topics = {
  ports: {
    title: 'Ports of any kind',
    about: 'Numbers, names and protocols, wherever a Service or a container declares them.',
  },
  services: {
    title: 'Services',
    about: 'What a Service selects, where its ports lead, and fields that its type forbids or ignores.',
  },
  nodeports: { title: 'Node ports', about: 'Numbers that the packet rules of every node take.' },
  containers: {
    title: 'Containers',
    about: 'Ports on the node, on special containers, and the environment that goes with them.',
  },
  probes: { title: 'Probes and hooks', about: 'What the kubelet calls, and on which number.' },
  listening: {
    title: 'What the process listens on',
    about: 'Arguments, variables and configuration against what the manifest declares.',
  },
  references: {
    title: 'References to ports',
    about: 'Ingresses, routes, webhooks, policies, monitors, meshes, annotations and URLs.',
  },
  gateways: { title: 'Gateways', about: 'Listeners, and the routes that ask for one.' },
  policies: {
    title: 'Network policies',
    about: 'Ports that a policy opens: those of the pod, never those of the Service.',
  },
  monitors: { title: 'Monitoring', about: 'How Prometheus finds the port that it scrapes.' },
  meshes: { title: 'Meshes and runtimes', about: 'What injected proxies take, and what Istio and Knative demand.' },
  workloads: { title: 'Workloads', about: 'Labels, governing Services and injected variables.' },
  resources: {
    title: 'Shape of a manifest',
    about: 'Fields at the wrong level, duplicate keys, values of the wrong type.',
  },
  builds: {
    title: 'Kustomize builds',
    about: 'What Kustomize refuses, and what it changes that nobody wanted changed.',
  },
  sysctls: { title: 'Sysctls', about: 'Port ranges and other kernel settings of a pod.' },
  security: { title: 'Privileges', about: 'Who may listen below 1024.' },
  suppressions: { title: 'Suppressions', about: 'Comments and annotations that ask Portolan to be silent.' },
} as const satisfies Readonly<Record<string, { readonly title: string; readonly about: string }>>

/** All topics, in the order in which they are shown. */
export function allTopics(): readonly Topic[] {
  return Object.keys(topics).filter(isTopic)
}

function isTopic(name: string): name is Topic {
  return name in topics
}

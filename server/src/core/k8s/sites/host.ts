/** A host name read as the DNS name of a Service. */
export interface ServiceHost {
  readonly service: string
  /** `undefined` for a bare name: the namespace of whoever says it. */
  readonly namespace: string | undefined
  /** True for `name.namespace.svc` and longer, which nothing but a Service can be. */
  readonly surely: boolean
  /** True where the host names one pod behind the Service, which only a headless one allows. */
  readonly ofPod?: true
}

/**
 * `name`, `name.namespace`, `name.namespace.svc`, `name.namespace.svc.cluster.local`, with or without a dot at the end.
 * `undefined` for addresses, wildcards, `localhost`, names of single pods, and hosts of the wide world.
 *
 * @example serviceHost('web.shop.svc') // { service: 'web', namespace: 'shop', surely: true }
 */
export function serviceHost(host: string): ServiceHost | undefined {
  const name = host.endsWith('.') ? host.slice(0, -1) : host
  if (!/^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/i.test(name) || /^[\d.]+$/.test(name)) return undefined
  const [service, namespace, svc, ...zone] = name.split('.')
  if (!service || namespace === '' || service === 'localhost') return undefined
  if (namespace === undefined) return { service, namespace, surely: false }
  if (svc === 'svc') return { service, namespace, surely: zone.length === 0 || zone.length >= 2 }
  // The pod of a StatefulSet, by the name of its headless Service.
  if (/-\d+$/.test(service)) return undefined
  return svc === undefined && !worldly.has(namespace) ? { service, namespace, surely: false } : undefined
}

/**
 * How many characters of a host name one pod behind a headless Service: of `db-0.db.shop.svc` those of `db-0.`. Without `svc` the
 * number at the end tells: a Service in a namespace (`redis-1.prod`) looks alike, so the Service must be seen to be headless.
 *
 * @example podPart('kafka-0.kafka-headless') // 8
 */
export function podPart(host: string): number {
  const [pod = '', service, , svc] = host.split('.')
  return svc === 'svc' || (service && service !== 'svc' && /-\d+$/.test(pod)) ? pod.length + 1 : 0
}

/** Second labels that are top-level domains or ends of file names, and no namespaces that anybody has. */
const worldly: ReadonlySet<string> = new Set(
  (
    'com org net io dev app cloud ai edu gov info biz me us uk de fr nl eu ch at jp cn co tv xyz local lan internal test example ' +
    'localdomain home corp go js ts py rb rs java sh md txt log conf cfg ini yaml yml json toml xml html css sock pem crt key ' +
    'tar gz zip jar war so exe service target'
  ).split(' '),
)

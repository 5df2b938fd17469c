import { valueOf, valueOr } from '../../base/known.ts'
import { nearest } from '../../base/similar.ts'
import type { Container, Probe, ProbeHandler } from '../../k8s/facts/container.ts'
import type { PodTemplate } from '../../k8s/facts/workload.ts'
import { healthPathOf, type ProbeKind } from '../../k8s/knowledge/healthPaths.ts'
import { portNumberOf, type SpeaksHttp } from '../../k8s/knowledge/httpEvidence.ts'
import type { YamlDocument } from '../../yaml/node.ts'
import type { Fix } from '../run/rule.ts'
import { tcpSocketToHttpGet } from './convertHandler.ts'

export interface TcpProbe {
  readonly container: Container
  readonly probe: Probe
  readonly handler: ProbeHandler
  readonly pod: PodTemplate
  /** Why the port speaks HTTP; without it the scheme follows from the number and name alone. */
  readonly speech: SpeaksHttp | undefined
}

/** Turns a tcpSocket handler into httpGet: the fix of `probe-tcp-on-http`, and a refactoring where that rule is silent. */
export function httpGetFix(document: YamlDocument, tcp: TcpProbe): readonly Fix[] {
  const path = pathFor(tcp)
  const scheme = tcp.speech?.scheme ?? 'HTTP'
  const conversion = tcpSocketToHttpGet(document, tcp.handler.keySpan, {
    path: path.path,
    selectPath: path.guess,
    scheme,
  })
  if (!conversion) return []
  const overTls = scheme === 'HTTPS' ? ' over HTTPS' : ''
  const fix: Fix = {
    title: `Convert tcpSocket to httpGet ${path.path}${overTls} (${path.because})`,
    applicability: path.guess ? 'manual' : 'unsafe',
    edits: conversion.edits.map(edit => ({ ...edit, document: tcp.pod.document })),
  }
  return [tcp.speech?.certainty === 'likely' ? { ...fix, preferred: true } : fix]
}

interface ChosenPath {
  readonly path: string
  readonly because: string
  /** True when somebody has to look at it: the editor selects it for typing. */
  readonly guess: boolean
}

/**
 * The path of another probe on the same port, also where its port name is mistyped, of another probe at all, of the image or
 * framework, else `/healthz`.
 */
function pathFor({ container, probe, handler }: TcpProbe): ChosenPath {
  const number = portNumber(container, handler)
  const others = httpProbesOf(container, probe)
  const same =
    others.find(other => number !== undefined && other.port === number) ??
    others.find(({ mistyped }) => mistyped !== undefined && isTypoOf(mistyped, container, number))
  if (same) return { path: same.path, because: `path of ${same.of}`, guess: false }
  const found = healthPathOf(container, number, kindOf(probe))
  if (found) return { path: found.path, because: `path of ${found.of}`, guess: false }
  const any = others[0]
  if (any) return { path: any.path, because: `path of ${any.of}, on another port: to be checked`, guess: true }
  return { path: '/healthz', because: 'path to be completed', guess: true }
}

interface HttpProbe {
  readonly of: Probe['of']
  readonly port: number | undefined
  readonly path: string
  /** The port as it is named, where the container has no port of that name. */
  readonly mistyped: string | undefined
}

/** Whether a name that no port of the container has may mean the port of that number: none of another port is nearer to it. */
function isTypoOf(mistyped: string, { ports }: Container, number: number | undefined): boolean {
  const near = nearest(
    mistyped,
    ports.items.flatMap(({ name }) => valueOf(name) ?? []),
  )
  const meant = ports.items.find(({ name }) => near !== undefined && valueOf(name) === near)
  return !meant || valueOf(meant.containerPort) === number
}

function httpProbesOf(container: Container, except: Probe): readonly HttpProbe[] {
  return container.probes.flatMap(probe => {
    const handler = probe.handlers.find(candidate => candidate.type === 'httpGet')
    const path = handler && valueOr(handler.path, '/')
    const isProbe = probe !== except && probe.of !== 'postStart' && probe.of !== 'preStop'
    if (!isProbe || !handler || !path) return []
    const port = portNumber(container, handler)
    const written = valueOf(handler.port)
    const isMistyped = typeof written === 'string' && port === undefined && container.ports.complete
    return [{ of: probe.of, port, path, mistyped: isMistyped ? written : undefined }]
  })
}

function portNumber(container: Container, handler: ProbeHandler): number | undefined {
  const port = valueOf(handler.port)
  return port === undefined ? undefined : portNumberOf(container, port)
}

function kindOf(probe: Probe): ProbeKind {
  return probe.of === 'readinessProbe' ? 'readiness' : probe.of === 'startupProbe' ? 'startup' : 'liveness'
}

import { ChartRefusal } from './refusal.ts'

/** @throws ChartRefusal for what Helm takes for no name of a release (pkg/chart/v2/util/validate_name.go) */
export function checkReleaseName(name: string): void {
  if (name.length <= 53 && releaseName.test(name)) return
  throw new ChartRefusal(
    `invalid release name, must match regex ${releaseName.source} and the length must not be longer than 53`,
  )
}

const releaseName = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/

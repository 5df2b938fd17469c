import type { Location } from '../base/place.ts'

/** Helm would refuse the chart, the values or the command line; the message is Helm's, as exactly as it matters. */
export class ChartRefusal extends Error {
  /** Where it was written, when it is one place. */
  readonly at: Location | undefined

  constructor(message: string, at?: Location) {
    super(message)
    this.at = at
  }
}

export function median(values: readonly number[]): number {
  return percentile(values, 50)
}

/** Nearest rank: a value that was really measured. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN
}

/** Calls something so many times and says how long each call took, in milliseconds. */
export async function timed(times: number, run: (index: number) => unknown): Promise<number[]> {
  const took: number[] = []
  for (let i = 0; i < times; i++) {
    const started = performance.now()
    await run(i)
    took.push(performance.now() - started)
  }
  return took
}

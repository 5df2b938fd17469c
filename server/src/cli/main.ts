import { setFlagsFromString } from 'node:v8'
import { exitCodes } from './exitCodes.ts'
import { run } from './run.ts'
import type { Stream } from './terminal.ts'

keepMemoryLow()
process.exitCode = run(process.argv.slice(2), {
  cwd: process.cwd(),
  env: process.env,
  stdout: streamOf(process.stdout),
  stderr: streamOf(process.stderr),
})

function streamOf(stream: NodeJS.WriteStream): Stream {
  // `portolan check . | head` closes the pipe early: that is the reader's decision, not a failure.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') process.exitCode = exitCodes.failure
  })
  return { write: text => void stream.write(text), isTTY: stream.isTTY === true }
}

/**
 * A scan makes much garbage and keeps little of it. Left to itself V8 lets the space for young objects grow until a scan of
 * 5,000 files takes 250 MB; at its first size it takes 120 MB and the same time. Only where it was tried: other versions may
 * complain about a flag that they do not know.
 */
function keepMemoryLow(): void {
  const [major] = process.versions.node.split('.')
  if (major === '20' || major === '22' || major === '24') setFlagsFromString('--semi-space-growth-factor=1')
}

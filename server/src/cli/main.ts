import { preferQuickCompilers } from './engine.ts'
import { exitCodes } from './exitCodes.ts'
import { run } from './run.ts'
import type { Stream } from './terminal.ts'

preferQuickCompilers()
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

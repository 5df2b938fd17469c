// Preloaded into measured processes: leaves behind what they used.
process.on('exit', () => {
  require('node:fs').writeFileSync(process.env.PORTOLAN_BENCH_USAGE, JSON.stringify(process.resourceUsage()))
})

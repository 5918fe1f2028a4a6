// `node scripts/record-screens.mjs CLI VERSION [state…]` drives the real CLI on a stand-in for its service and records its screens by
// state into test/fixtures/screens/CLI-VERSION.jsonl.gz. CLI: claude-code, codex, opencode. VERSION: see `scripts/screens/CLI.mjs`.
// Needs a built test support (`node scripts/build.mjs server`).
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './lib/run.mjs'
import { screenRecorder } from './lib/screen-recorder.mjs'

const [cli = 'claude-code', version = 'measured', ...wanted] = process.argv.slice(2)
const { privateTmux } = await import(join(root, 'dist', 'test', 'support', 'private-tmux.js'))
const { open } = await import(`./screens/${cli}.mjs`)

const base = mkdtempSync(join(tmpdir(), 'screens-'))
const tmux = privateTmux()
const recorder = screenRecorder({
  file: join(root, 'test', 'fixtures', 'screens', `${cli}-${version}.jsonl.gz`),
  base,
  tmux,
})
const { scenes, close } = await open({ version, base, recorder })
try {
  // Keeps the server alive between two sessions.
  await tmux.run('new-session', '-d', '-s', 'keep', 'sleep 3600')
  for (const [name, scene] of Object.entries(scenes)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    recorder.forget(name)
    await scene()
    console.log(`${name}: ${recorder.write(name)}`)
  }
} finally {
  await tmux.stop()
  await close()
  rmSync(base, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}

/**
 * Prints the mutants that die: one line for each, with the suite and the test that fails on it. With the file of an earlier list
 * it prints the tests that failed on some mutant then and fail on none now, and exits with 1 if there is one.
 *
 *     npm run build && node scripts/dead-mutants.mjs > before.txt
 *     node scripts/dead-mutants.mjs --compare before.txt
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testFiles, textOf } from './lib/checks.mjs'
import { packageProgram, run } from './lib/run.mjs'

const SEPARATOR = ' › '

async function listDead() {
  const folder = mkdtempSync(join(tmpdir(), 'dead-mutants-'))
  const list = join(folder, 'list')
  const files = testFiles().filter((file) => /describe(Fake|Mutants)\(|support\/state-stores/.test(textOf(file)))
  try {
    const options = ['--grep', 'fails (with each fault|“)', '--reporter', 'min']
    const { code, output } = await run(packageProgram('mocha'), [...options, ...files], {
      quiet: true,
      env: { DEAD_MUTANTS: list },
    })
    if (code !== 0) process.stderr.write(`${output}\n`)
    const rows = readFileSync(list, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    return rows.flatMap(({ suite, mutant, killers }) =>
      killers.map(({ test }) => [suite, test, mutant].join(SEPARATOR)),
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const dead = [...new Set(await listDead())].sort()
const [, , flag, before] = process.argv
if (flag === '--compare') {
  const tests = (lines) => new Set(lines.map((line) => line.split(SEPARATOR).slice(0, 2).join(SEPARATOR)))
  const now = tests(dead)
  const lost = [...tests(readFileSync(before, 'utf8').trim().split('\n'))].filter((test) => !now.has(test))
  process.stdout.write(`${[`${now.size} tests fail on a mutant, ${lost.length} no longer do`, ...lost].join('\n')}\n`)
  process.exitCode = lost.length > 0 ? 1 : 0
} else process.stdout.write(`${dead.join('\n')}\n`)

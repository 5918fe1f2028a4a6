import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { root } from '../../scripts/lib/run.mjs'

/** Suites that check two ports on one scene. */
const SHARED_SUITES = new Map([
  ['git-repository', 'board-git'],
  ['worktrees', 'board-git'],
])
/** The others are tried with the faults of `test/contracts/faults.ts`. */
const BY_HAND = ['agent-cli', 'approval-ledger', 'board-git', 'session-host', 'state-store', 'terminal-host']
/** Stores of one value have one suite, and are tried with its mutants. */
const GENERIC_SUITE = 'state-store'

const pathOf = (suite, kind) => join(root, 'test', 'contracts', `${suite}.${kind}.ts`)
const isGeneric = (suite) =>
  readFileSync(pathOf(suite, 'contract'), 'utf8').includes(`from './${GENERIC_SUITE}.contract.js'`)

const ports = readdirSync(join(root, 'application'), { recursive: true })
  .filter((file) => file.endsWith('.port.ts'))
  .map((file) => basename(file, '.port.ts'))
const suites = ports.map((port) => SHARED_SUITES.get(port) ?? port)

describe('contracts of ports', () => {
  it('has a suite for each port', () => {
    expect(suites.filter((suite) => !existsSync(pathOf(suite, 'contract')))).to.deep.equal([])
  })

  it('tries each suite on broken fakes', () => {
    const text = readdirSync(join(root, 'test'), { recursive: true })
      .filter((file) => file.endsWith('.ts') && !file.startsWith('contracts'))
      .map((file) => readFileSync(join(root, 'test', file), 'utf8'))
      .join('\n')
    const isTried = (suite) =>
      [...readFileSync(pathOf(suite, 'contract'), 'utf8').matchAll(/^export (?:function|const) (describe\w+)/gm)].some(
        ([, name]) => new RegExp(`describe(Fake|Mutants)\\([^;]{0,80}\\b${name}\\b`).test(text),
      )
    expect(suites.filter((suite) => !isGeneric(suite) && suite !== GENERIC_SUITE && !isTried(suite))).to.deep.equal([])
  })

  it('writes mutants by hand for these suites alone', () => {
    const files = readdirSync(join(root, 'test', 'contracts')).filter((file) => file.endsWith('.mutants.ts'))
    expect(files.map((file) => basename(file, '.mutants.ts'))).to.deep.equal(BY_HAND)
  })
})

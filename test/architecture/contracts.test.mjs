import { expect } from 'chai'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { root } from '../../scripts/lib/run.mjs'

/** Suites that check two ports on one scene. */
const SHARED_SUITES = new Map([
  ['git-repository', 'board-git'],
  ['worktrees', 'board-git'],
])
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

  it('has mutants for each suite', () => {
    const tried = suites.map((suite) => (isGeneric(suite) ? GENERIC_SUITE : suite))
    expect(tried.filter((suite) => !existsSync(pathOf(suite, 'mutants')))).to.deep.equal([])
  })
})

// Plugin of Stryker that leaves out all mutants but a share chosen at random. The choice is the same in each run on the same files.
import { createHash } from 'node:crypto'

const SEED = 'penates'
const RANGE = 2 ** 32

const isChosen = (id, percent) =>
  createHash('sha256').update(`${SEED} ${id}`).digest().readUInt32BE() < (RANGE * percent) / 100

const makeChecker = () => ({
  init: () => Promise.resolve(),
  /** A mutant with a compile error counts neither as detected nor as survived. */
  check: (mutants) => {
    const percent = Number(process.env.MUTATION_SAMPLE)
    const result = (id) =>
      isChosen(id, percent) ? { status: 'passed' } : { status: 'compileError', reason: 'not in the sample' }
    return Promise.resolve(Object.fromEntries(mutants.map(({ id }) => [id, result(id)])))
  },
})
makeChecker.inject = []

export const strykerPlugins = [{ kind: 'Checker', name: 'sample', factory: makeChecker }]

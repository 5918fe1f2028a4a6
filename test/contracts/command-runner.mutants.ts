import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { unavailable } from '../../application/shared/errors.js'
import type { CommandRunner } from '../../application/shared/command-runner.port.js'
import type { CommandRunnerHarness } from './command-runner.contract.js'
import { breaking, type Mutants } from './mutants.js'

const broken = breaking<CommandRunnerHarness, 'runner'>('runner')
const without = (option: keyof NonNullable<Parameters<CommandRunner['run']>[1]>) =>
  broken(({ run }) => ({ run: (argv, options) => run(argv, { ...options, [option]: undefined }) }))

/** Broken runners of programs. */
export const commandRunnerMutants: Mutants<CommandRunnerHarness> = {
  'hands over every word as it is': {
    'drops empty words': broken(({ run }) => ({
      run: ([program, ...words], options) => run([program, ...words.filter((word) => word !== '')], options),
    })),
    'splits words at spaces': broken(({ run }) => ({
      run: ([program, ...words], options) => run([program, ...words.flatMap((word) => word.split(' '))], options),
    })),
  },
  'answers with any exit code': {
    'fails for another exit code than 0': broken(({ run }) => ({
      run: (argv, options) =>
        pipe(
          run(argv, options),
          TE.filterOrElse(
            ({ exitCode }) => exitCode === 0,
            () => unavailable('mutant', 'failed'),
          ),
        ),
    })),
    'takes a signal for an exit with 0': broken(({ run }) => ({
      run: (argv, options) =>
        pipe(
          run(argv, options),
          TE.map((result) => ({ ...result, exitCode: result.exitCode ?? 0 })),
        ),
    })),
    'drops standard error': broken(({ run }) => ({
      run: (argv, options) =>
        pipe(
          run(argv, options),
          TE.map((result) => ({ ...result, stderr: '' })),
        ),
    })),
  },
  'gives input, folder and the whole environment': {
    'drops the input': without('input'),
    'drops the folder': without('directory'),
    'drops the environment': without('environment'),
  },
  'is unavailable when there is no such program': {
    'answers for a missing program': broken(({ run }) => ({
      run: (argv, options) =>
        pipe(
          run(argv, options),
          TE.orElseW(() => TE.right({ exitCode: 127, stdout: '', stderr: '' })),
        ),
    })),
  },
  'ends what outlives its time': {
    'waits for an endless program': broken(({ run }, { endless }) => ({
      run: (argv, options) => (argv === endless ? () => new Promise(() => undefined) : run(argv, options)),
    })),
  },
  'ends what writes more than its limit, and nothing that stays within': {
    'has no limit of output': without('outputLimitBytes'),
    'ends what reaches the limit': broken(({ run }) => ({
      run: (argv, options = {}) =>
        run(argv, { ...options, outputLimitBytes: (options.outputLimitBytes ?? Infinity) - 1 }),
    })),
  },
  'answers in bytes as well, and with the beginning of what is too long': {
    'does not mark a cut output': broken(({ runForBytes }) => ({
      runForBytes: (argv, options) =>
        pipe(
          runForBytes(argv, options),
          TE.map((result) => ({ ...result, isCut: false })),
        ),
    })),
    'returns no bytes of a cut output': broken(({ runForBytes }) => ({
      runForBytes: (argv, options) =>
        pipe(
          runForBytes(argv, options),
          TE.map((result) => (result.isCut ? { ...result, stdout: Buffer.from('') } : result)),
        ),
    })),
  },
  'runs many at once, each with its own answer': {
    'answers with the result of the first of several': broken(({ run }) => {
      let first: ReturnType<ReturnType<CommandRunner['run']>> | null = null
      return { run: (argv, options) => () => (first ??= run(argv, options)()) }
    }),
  },
}

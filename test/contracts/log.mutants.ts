import type { LogHarness } from './log.contract.js'
import { breaking, type Mutants } from './mutants.js'

const broken = breaking<LogHarness, 'log'>('log')

/** Broken logs. */
export const logMutants: Mutants<LogHarness> = {
  'keeps level, words and facts of every call, in order': {
    'logs nothing': broken(() => ({ info: () => undefined })),
    'logs warnings as errors': broken(({ error }) => ({ warn: error })),
    'drops the facts': broken(({ warn }) => ({ warn: (message) => warn(message) })),
    'drops facts without a value': broken(({ warn }) => ({
      warn: (message, fields = {}) =>
        warn(message, Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))),
    })),
    'logs everything twice': broken(({ error }) => ({
      error: (message, fields) => {
        error(message, fields)
        error(message, fields)
      },
    })),
  },
  'makes one entry of one call, for any input': {
    'logs every line as an entry': broken(({ info }) => ({
      info: (message, fields) => {
        for (const line of message.split('\n')) info(line, fields)
      },
    })),
  },
}

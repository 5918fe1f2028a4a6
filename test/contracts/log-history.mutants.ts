import type { LogHistoryHarness } from './log-history.contract.js'
import { breaking, type Mutants } from './mutants.js'

const broken = breaking<LogHistoryHarness, 'history'>('history')

/** Broken readers of the log. */
export const logHistoryMutants: Mutants<LogHistoryHarness> = {
  'tells the newest lines with all their facts, oldest first': {
    'returns the oldest lines': broken(({ recent }) => ({
      recent: (lines, which) => recent(Number.MAX_SAFE_INTEGER, which).slice(0, lines),
    })),
    'returns the newest line first': broken(({ recent }) => ({
      recent: (lines, which) => recent(lines, which).toReversed(),
    })),
    'ignores the number': broken(({ recent }) => ({ recent: (_lines, which) => recent(99, which) })),
    'returns all lines as troubles': broken(({ recent }) => ({ recent: (lines) => recent(lines, 'all') })),
    'drops the time': broken(({ recent }) => ({
      recent: (lines, which) => recent(lines, which).map((line) => line.replace(/"time":"[^"]*",/, '')),
    })),
  },
  'keeps one call on one line, for any content': {
    'writes line ends as they are': broken(({ recent }) => ({
      recent: (lines, which) => recent(lines, which).map((line) => line.replaceAll('\\n', '\n')),
    })),
  },
}

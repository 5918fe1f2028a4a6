import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { unavailable } from '../../application/shared/errors.js'
import type { AgentSettingsHarness } from './agent-settings.contract.js'
import { breaking, type Mutants } from './mutants.js'

const settings = breaking<AgentSettingsHarness, 'settings'>('settings')
const done = () => TE.right(undefined)

/** Broken settings of agents. */
export const agentSettingsMutants: Mutants<AgentSettingsHarness> = {
  'reads null before there are settings': {
    'is empty instead of missing': settings(({ read }) => ({
      read: pipe(
        read,
        TE.map((text) => text ?? ''),
      ),
    })),
    'names a relative file': settings(() => ({ file: 'settings.json' })),
  },
  'reads every character that another program wrote, each time anew': {
    'drops the byte order mark': settings(({ read }) => ({
      read: pipe(
        read,
        TE.map((text) => text && text.replace('\uFEFF', '')),
      ),
    })),
    'takes an empty file for none': settings(({ read }) => ({
      read: pipe(
        read,
        TE.map((text) => text || null),
      ),
    })),
    'reads once': settings(({ read }) => {
      let first: ReturnType<typeof read> | null = null
      return { read: () => (first ??= read()) }
    }),
  },
  'creates settings and replaces those that were read': {
    'writes nothing': settings(() => ({ replace: done })),
    'creates nothing': settings(({ replace }) => ({
      replace: (before, after) => (before === null ? TE.left(unavailable('mutant', 'none')) : replace(before, after)),
    })),
  },
  'removes settings that were read, and none that another program has changed': {
    'leaves an empty file': settings(({ replace }) => ({
      replace: (before, after) => replace(before, after ?? ''),
    })),
    'removes any settings': settings(({ read, replace }) => ({
      replace: (before, after) =>
        pipe(
          read,
          TE.flatMap((now) => replace(after === null ? now : before, after)),
        ),
    })),
  },
  'writes nothing over settings that another program has changed': {
    'replaces any settings': settings(({ read, replace }) => ({
      replace: (_before, after) =>
        pipe(
          read,
          TE.flatMap((now) => replace(now, after)),
        ),
    })),
    'reports a refused replacement as done': settings(({ replace }) => ({
      replace: (before, after) =>
        pipe(
          replace(before, after),
          TE.orElseW(() => TE.right(undefined)),
        ),
    })),
  },
  'creates nothing in place of settings that are gone': {
    'creates settings that are gone': settings(({ read, replace }) => ({
      replace: (before, after) =>
        pipe(
          read,
          TE.flatMap((now) => replace(now === null ? null : before, after)),
        ),
    })),
  },
}

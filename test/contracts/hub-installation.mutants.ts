import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import type { GuardReason, UpdateGuard } from '../../domain/updates/update-item.js'
import type { HubInstallationHarness } from './hub-installation.contract.js'
import { breaking, type Mutants } from './mutants.js'

const broken = breaking<HubInstallationHarness, 'hub'>('hub')
const ignoring = (reason: GuardReason) =>
  broken(({ guard }) => ({
    guard: pipe(
      guard,
      T.map((guarded): UpdateGuard => (!guarded.ok && guarded.reason === reason ? { ok: true } : guarded)),
    ),
  }))

/** Broken installations of the hub. */
export const hubInstallationMutants: Mutants<HubInstallationHarness> = {
  'names its version, its folder and a command on one line': {
    'has a version with a v': broken(({ version }) => ({ version: `v${version}` })),
    'has a relative folder': broken(() => ({ directory: '.' })),
    'has no command': broken(() => ({ command: '' })),
  },
  'permits an update of files as released': {
    'refuses every update': broken(() => ({ guard: T.of({ ok: false, reason: 'unknown' } as const) })),
  },
  'refuses an update of changed files': {
    'updates over uncommitted changes': ignoring('dirty-tree'),
  },
  'refuses an update of committed files': {
    'updates over commits of a person': ignoring('local-ahead'),
  },
  'refuses an update of unreadable files': {
    'updates files that it cannot examine': ignoring('unknown'),
  },
  'examines the files with each call': {
    'examines the files once': broken(({ guard }) => {
      let first: ReturnType<typeof guard> | null = null
      return { guard: () => (first ??= guard()) }
    }),
  },
}

import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Resumes } from '../../domain/usage/resumes.js'
import { brokenStore, changeStoreDefects, emptyInTheNextRun } from './change-store-defects.js'
import type { Mutants } from './mutants.js'
import type { ResumeStoreHarness } from './resume-store.contract.js'

const { losesChanges, storesNothing, cannotBeRead } = changeStoreDefects<Resumes>()

/** Broken stores of the sessions that continue after a limit. */
export const resumeStoreMutants: Mutants<ResumeStoreHarness> = {
  'has chosen no session at first': {
    'cannot be read': brokenStore(cannotBeRead),
  },
  'keeps who goes on and when, over a restart too, and makes changes one after the other': {
    'stores nothing': brokenStore(storesNothing),
    'loses a change that another overtakes': brokenStore(losesChanges),
    'is empty in the next run': emptyInTheNextRun<Resumes>(),
    'drops the times': brokenStore<Resumes>((store) => ({
      ...store,
      read: TE.map((resumes: Resumes) =>
        Object.fromEntries(Object.keys(resumes).map((session) => [session, { resumeAt: null }])),
      )(store.read),
    })),
  },
}

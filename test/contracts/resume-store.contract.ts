import { withResume, type Resumes } from '../../domain/usage/resumes.js'
import { describeStateStore } from './state-store.contract.js'

/** Suite of every store of sessions that continue after a limit. */
export const describeResumeStore = describeStateStore<Resumes>('ResumeStore', {
  fresh: {},
  adding: (resumes, id) => withResume(resumes, id, null),
  ids: (resumes) => Object.keys(resumes),
  full: { 'cc-a': { resumeAt: null }, 'größe 1': { resumeAt: 1_795_570_000_000 } },
})

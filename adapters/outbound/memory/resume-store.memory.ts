import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ResumeStore } from '../../../application/usage/resume-store.port.js'
import type { Resumes } from '../../../domain/usage/resumes.js'

export function memoryResumeStore(first: Resumes = {}): ResumeStore {
  let resumes = first
  return {
    read: TE.fromIO(() => resumes),
    change: (change) =>
      TE.fromIO(() => {
        resumes = change(resumes)
        return resumes
      }),
  }
}

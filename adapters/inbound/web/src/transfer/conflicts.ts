import type { ConflictChoice } from './upload-job.js'
import { conflict } from './transfers.js'

/** Asks what to do with names that are taken; an answer for all of a lot is not asked for again. */
export interface ConflictAsker {
  readonly ask: (name: string, folder: string) => Promise<ConflictChoice>
}

/** One question after the other, whatever asks. */
let queue: Promise<unknown> = Promise.resolve()

export function conflictAsker(many: boolean): ConflictAsker {
  let forAll: ConflictChoice | null = null

  function show(name: string, folder: string): Promise<ConflictChoice> {
    if (forAll) return Promise.resolve(forAll)
    return new Promise((resolve) => {
      conflict.value = {
        name,
        folder,
        many,
        answer: (choice, all) => {
          conflict.value = null
          if (all) forAll = choice
          resolve(choice)
        },
      }
    })
  }

  return {
    ask: (name, folder) => {
      const answered = queue.then(() => show(name, folder))
      queue = answered
      return answered
    },
  }
}

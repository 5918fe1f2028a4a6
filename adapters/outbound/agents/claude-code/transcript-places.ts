import { basename, join } from 'node:path'
import { lstat } from 'node:fs/promises'
import { findTranscript, type TranscriptPlaces } from '../transcript-source.js'
import { folderNameOf } from './folders.js'
import { subagentTranscript } from './subagent-files.js'
import { newestTranscript } from './transcript-files.js'
import { transcripts } from './transcripts.js'

/** Names of transcripts are UUIDs; nothing that leads out of the folder. */
const ID = /^[A-Za-z0-9-]{1,128}$/
const SUFFIX = '.jsonl'

/** Transcripts of Claude Code below some folders of conversations, filed under the folder that the agent was started in. */
export function claudeTranscriptPlaces(projects: ReadonlyArray<string>): TranscriptPlaces {
  /** `fileOf` gets the path of a transcript without its suffix. */
  async function find(
    directory: string,
    conversation: string,
    fileOf: (path: string) => Promise<string | null>,
  ): Promise<string | null> {
    for (const folder of ID.test(conversation) ? projects : []) {
      const file = await fileOf(join(folder, folderNameOf(directory), conversation))
      if (file !== null && (await isFile(file))) return file
    }
    return null
  }

  return {
    newestIn: async (directory) => {
      const newest = await newestTranscript(projects, directory)
      return newest === undefined ? null : { ...newest, conversation: basename(newest.file, SUFFIX) }
    },
    of: (directory, conversation) => find(directory, conversation, (path) => Promise.resolve(`${path}${SUFFIX}`)),
    anywhere: (conversation) => findTranscript(projects, transcripts, conversation),
    ofCall: (directory, conversation, callId) =>
      find(directory, conversation, (path) => subagentTranscript(path, callId)),
  }
}

/** False for a link. */
const isFile = (file: string): Promise<boolean> =>
  lstat(file).then(
    (stats) => stats.isFile(),
    () => false,
  )

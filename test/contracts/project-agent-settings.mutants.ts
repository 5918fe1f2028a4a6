import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import { breaking, type Mutants } from './mutants.js'
import type { ProjectAgentSettingsHarness } from './project-agent-settings.contract.js'

const broken = breaking<ProjectAgentSettingsHarness, 'settings'>('settings')
type Files = Awaited<ReturnType<ReturnType<ProjectAgentSettingsHarness['settings']['read']>>>
const reading = (change: (files: Files) => Files) =>
  broken(({ read }) => ({ read: (directory) => pipe(read(directory), T.map(change)) }))

/** Broken readers of the settings of agents in projects. */
export const projectAgentSettingsMutants: Mutants<ProjectAgentSettingsHarness> = {
  'is empty for a folder without settings and for one that is not there': {
    'fails for a missing folder': broken(({ read }) => ({
      read: (directory) => (directory === '/nowhere' ? () => Promise.reject(new Error('ENOENT')) : read(directory)),
    })),
    'returns an empty file where there is none': reading((files) =>
      files.length === 0 ? [{ file: 'settings.json', text: '', owner: 'project' as const }] : files,
    ),
  },
  'returns both files of the folder as they are now': {
    'leaves out the local file': reading((files) => files.filter(({ file }) => !file.includes('local'))),
    'leaves out a file that is no JSON': reading((files) => files.filter(({ text }) => text.endsWith('}'))),
    'reads once': broken(({ read }) => {
      const first = new Map<string, ReturnType<ReturnType<typeof read>>>()
      return {
        read: (directory) => () => {
          const files = first.get(directory) ?? read(directory)()
          first.set(directory, files)
          return files
        },
      }
    }),
    'returns names instead of paths': reading((files) =>
      files.map((one) => ({ ...one, file: one.file.slice(one.file.lastIndexOf('/') + 1) })),
    ),
    'reads Latin-1': reading((files) =>
      files.map((one) => ({ ...one, text: Buffer.from(one.text, 'utf8').toString('latin1') })),
    ),
  },
}

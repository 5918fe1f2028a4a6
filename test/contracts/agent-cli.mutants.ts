import * as E from 'fp-ts/lib/Either.js'
import type {
  AgentCli,
  AgentGate,
  AgentHooks,
  AgentLogs,
  AgentScreens,
  AgentTranscripts,
} from '../../application/agents/agent-cli.port.js'
import type { Mutants } from './mutants.js'

const part =
  <K extends 'hooks' | 'gate' | 'screens' | 'logs' | 'transcripts'>(name: K) =>
  (change: (tool: NonNullable<AgentCli[K]>) => Partial<NonNullable<AgentCli[K]>>) =>
  (agent: AgentCli): AgentCli => {
    const tool = agent[name]
    return tool === null ? agent : { ...agent, [name]: { ...tool, ...change(tool) } }
  }
const hooks: (change: (hooks: AgentHooks) => Partial<AgentHooks>) => (agent: AgentCli) => AgentCli = part('hooks')
const gate: (change: (gate: AgentGate) => Partial<AgentGate>) => (agent: AgentCli) => AgentCli = part('gate')
const screens: (change: (screens: AgentScreens) => Partial<AgentScreens>) => (agent: AgentCli) => AgentCli =
  part('screens')
const logs: (change: (logs: AgentLogs) => Partial<AgentLogs>) => (agent: AgentCli) => AgentCli = part('logs')
const transcripts: (change: (it: AgentTranscripts) => Partial<AgentTranscripts>) => (agent: AgentCli) => AgentCli =
  part('transcripts')

/** Broken descriptions of a coding CLI. */
export const agentCliMutants: Mutants<AgentCli> = {
  'starts its own program in every variant': {
    'has another program': (agent) => ({ ...agent, binary: 'other' }),
  },
  'takes a text as a prompt, sent by one Enter, and never as a command of the shell': {
    'types it as it is': (agent) => ({ ...agent, promptInput: (text) => text }),
    'looks at the first character alone': (agent) => ({
      ...agent,
      promptInput: (text) => (text.startsWith('!') ? ` ${text}` : text),
    }),
    'types commands as text': ({ promptInput, ...agent }) => ({
      ...agent,
      promptInput: (text) => promptInput(text).replace(/^\//, ' /'),
    }),
  },
  'resumes a conversation by its id, in place of the last one or another id': {
    'adds one id to another': (agent) => ({ ...agent, resuming: (plain, id) => ` --resume ${id}${plain}` }),
    'drops the other arguments': (agent) => ({ ...agent, resuming: (_plain, id) => ` --resume ${id}` }),
  },
  'adds start flags once and to no explicit choice': {
    'reads another permission mode with every call': (agent) => {
      let count = 0
      return { ...agent, permissionMode: () => String(count++) }
    },
  },
  'has a look and an update that clients and shells can take as they are': {
    'names its colour': (agent) => ({ ...agent, colour: 'orange' }),
    'has absolute settings': (agent) => ({ ...agent, settings: ['/etc/settings.json'] }),
  },
  'reads its recorded transcript, and any row without a fault': {
    'reads no call': transcripts(({ entriesIn }) => ({
      entriesIn: (row, start) => entriesIn(row, start).filter(({ kind }) => kind !== 'call'),
    })),
    'takes every name for that of a transcript': transcripts(() => ({ conversationIn: (name) => name })),
    'fails for an odd row': transcripts(() => ({ folderIn: (row) => (row as { readonly cwd: string }).cwd })),
  },
  'continues and copies a conversation by a command line of its program, and has absolute folders': {
    'resumes by another program': transcripts(() => ({ resume: (id) => `other --resume ${id}` })),
    'copies another conversation': transcripts(() => ({ fork: () => 'claude --resume other --fork-session' })),
  },
  'reads its recorded reports, and any payload without a fault': {
    'takes every event for one without a meaning': hooks(({ report }) => ({
      report: (_event, payload) => report(null, payload),
    })),
    'fails for a payload without a conversation': hooks(({ report }) => ({
      report: (event, payload) => {
        if (!('session_id' in payload)) throw new Error('no conversation')
        return report(event, payload)
      },
    })),
  },
  'has words for every verdict but no opinion, and allows the input that was asked about': {
    'allows any input': hooks(({ verdict }) => ({
      verdict: (at, decided, asked) =>
        decided._tag === 'Allow' ? verdict(at, decided, {}) : verdict(at, decided, asked),
    })),
    'is silent about a denial': hooks(({ verdict }) => ({
      verdict: (at, decided, asked) => (decided._tag === 'Deny' ? undefined : verdict(at, decided, asked)),
    })),
  },
  'installs the gate in settings and restores every byte': {
    'formats the settings': gate(({ withoutHooks }) => ({
      withoutHooks: (text) =>
        E.map((plain: string | null) => JSON.stringify(JSON.parse(plain ?? '')))(withoutHooks(text)),
    })),
    'installs nothing': gate(() => ({ withHooks: (text) => E.right(text ?? '') })),
  },
  'finds settings that cannot be read weak, and its own managed settings not': {
    'finds no weakness': gate(() => ({ weaknessesIn: () => [] })),
  },
  'reads recorded prompts and no other text': {
    'takes every screen for ready': screens(() => ({ reading: () => 'ready' })),
    'reads no screen': screens(() => ({ reading: () => null })),
  },
  'reads usage from its recorded log, in one go as in parts': {
    'reads no usage': logs(({ reader }) => ({
      reader: (name, state) => ({ ...reader(name, state), read: () => null, closing: () => null }),
    })),
    'takes no name for a log': logs(() => ({ isLog: () => false })),
  },
  'reads no usage from other lines, and has absolute folders': {
    'has relative folders': logs(() => ({ folders: () => ['logs'] })),
  },
}

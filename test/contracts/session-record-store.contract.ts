import { beat, EMPTY_RECORDS, remember, type SessionRecords } from '../../domain/sessions/session-record.js'
import { agentId } from '../../domain/agents/agent-id.js'
import { sessionId } from '../../domain/sessions/session-id.js'
import { aSession } from '../support/sessions.js'
import { describeStateStore } from './state-store.contract.js'

const AT = Date.UTC(2026, 2, 1, 8, 15, 30, 120)
const adding = (records: SessionRecords, name: string): SessionRecords =>
  remember(records, { id: sessionId(name), name, directory: '/work/shop', command: 'claude' }, AT)

const [plain, marked] = adding(adding(EMPTY_RECORDS, 'cc-plain'), 'größe ☕').known

const conversation = { agent: agentId('claude-code'), id: '0c0ffee0-1111-4222-8333-444455556666' }

/** Suite of every record of sessions. */
export const describeSessionRecord = describeStateStore<SessionRecords>('SessionRecord', {
  fresh: EMPTY_RECORDS,
  adding,
  ids: ({ known }) => known.map(({ name }) => name),
  full: beat(
    {
      ...EMPTY_RECORDS,
      known: [plain, marked]
        .flatMap((entry) => entry ?? [])
        .map((entry, index) =>
          index === 0
            ? entry
            : {
                ...{ ...entry, muted: true, pinned: true, recorded: true, manuallyStopped: true, conversation },
                formerConversations: [{ ...conversation, id: 'before' }],
              },
        ),
    },
    { run: { pid: 100, startedAt: AT - 5_000 }, live: [aSession({ name: 'cc-plain' })] },
    AT + 1,
  ),
})

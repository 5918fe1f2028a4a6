/** A thread that keeps the index of conversations: reading a gigabyte of transcripts takes a minute. */
import { pathToFileURL } from 'node:url'
import { workerData } from 'node:worker_threads'
import type { AgentTranscripts } from '../../../application/agents/agent-cli.port.js'
import type { AgentId } from '../../../domain/agents/agent-id.js'
import { answerRequests } from '../../../infrastructure/threads/answer-requests.js'
import { openTranscriptIndex } from './conversation-index.js'
import type { ConversationIndexSettings, IndexAnswer, IndexRequest } from './messages.js'

const { formats, ...settings } = workerData as ConversationIndexSettings

const load = async ([agent, module]: ConversationIndexSettings['formats'][number]) => {
  const { transcripts } = (await import(pathToFileURL(module).href)) as { readonly transcripts: AgentTranscripts }
  return [agent, transcripts] as const
}

const index = openTranscriptIndex({
  ...settings,
  formats: new Map<AgentId, AgentTranscripts>(await Promise.all(formats.map(load))),
  now: () => performance.now(),
})

answerRequests<IndexRequest, IndexAnswer>({ answer: index.search, close: index.close })

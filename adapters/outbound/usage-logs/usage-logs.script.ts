/** A thread that reads the logs of agents: reading a gigabyte takes seconds, and the hub stands still for none of them. */
import { parentPort, Worker, workerData } from 'node:worker_threads'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { AgentLogs } from '../../../application/agents/agent-cli.port.js'
import type { EncodeUsage } from '../../../application/usage/usage-document.js'
import type { AgentId } from '../../../domain/agents/agent-id.js'
import type { UsageIndex } from './usage-index.js'
import type { HelperResult, HelperSettings } from './reading.js'
import type { WorkerAnswer, WorkerRequest, WorkerMessage, UsageIndexSettings } from './messages.js'
import type { FormatModules, LogFormats } from './log-files.js'

const settings = workerData as UsageIndexSettings | HelperSettings
if (settings.role === 'helper') await helpAndEnd(settings)
else await keep(settings)

async function helpAndEnd(own: HelperSettings): Promise<void> {
  const { help } = await import('./reading.js')
  const result = await help(own, await formatsIn(own.formats))
  const { messages, calls, forks } = result.messages
  const moved = [messages, calls, forks].map(({ words }) => words.buffer as ArrayBuffer)
  parentPort?.postMessage(result, moved)
}

async function keep({ roots, indexFile, formats, encoder }: UsageIndexSettings): Promise<void> {
  const { openUsageIndex } = await import('./usage-index.js')
  const { encodeUsage } = (await import(pathToFileURL(encoder).href)) as { readonly encodeUsage: EncodeUsage }
  const tell = (message: WorkerMessage, moved: ArrayBuffer[] = []): void => parentPort?.postMessage(message, moved)
  const index = openUsageIndex({
    roots,
    formats: await formatsIn(formats),
    indexFile,
    help: (share) => helper({ role: 'helper', formats, ...share }),
    tell: (progress) => {
      tell({ _tag: 'progress', progress })
    },
    encode: encodeUsage,
  })
  parentPort?.on('message', (request: WorkerRequest) => {
    if (request._tag === 'follow') index.follow(request.isFollowed)
    else if (request._tag === 'close') {
      index.close()
      process.exit(0)
    } else {
      const { id } = request
      answerTo(index, request).then(
        (answer) => {
          const moved = answer !== null && 'bytes' in answer ? [answer.bytes.buffer as ArrayBuffer] : []
          tell({ _tag: 'answer', id, answer, progress: index.progress() }, moved)
        },
        (error: unknown) => {
          tell({ _tag: 'failed', id, detail: String(error) })
        },
      )
    }
  })
}

async function formatsIn(modules: FormatModules): Promise<LogFormats> {
  const load = async ([agent, module]: FormatModules[number]): Promise<readonly [AgentId, AgentLogs]> => {
    const { logs } = (await import(pathToFileURL(module).href)) as { readonly logs: AgentLogs }
    return [agent, logs]
  }
  return new Map(await Promise.all(modules.map(load)))
}

async function answerTo(
  index: UsageIndex,
  request: Extract<WorkerRequest, { readonly id: number }>,
): Promise<WorkerAnswer> {
  if (request._tag === 'quarters') return index.quarters(request.query)
  if (request._tag === 'turns') return index.turns(request.query)
  if (request._tag === 'document') return index.document(request.request, request.waits)
  return request.waits ? index.report(request.query) : index.reportSoFar(request.query)
}

function helper(own: HelperSettings): Promise<HelperResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: own })
    worker.on('message', resolve)
    worker.on('error', reject)
    worker.on('exit', () => {
      reject(new Error('the thread ended'))
    })
  })
}

import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ReportedSpan } from '../contracts/tracer.contract.js'

interface Value {
  readonly stringValue?: string
  readonly intValue?: number | string
}
interface Sent {
  readonly name: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly attributes: ReadonlyArray<{ readonly key: string; readonly value: Value }>
  readonly status: { readonly code?: number; readonly message?: string }
}
interface Batch {
  readonly resourceSpans: ReadonlyArray<{
    readonly scopeSpans: ReadonlyArray<{ readonly spans: ReadonlyArray<Sent> }>
  }>
}

/** A collector of traces on loopback that keeps what it is sent. OTLP/HTTP with JSON. */
export interface TraceCollector {
  readonly url: string
  readonly spans: () => ReadonlyArray<ReportedSpan>
  readonly close: () => Promise<void>
}

export async function traceCollector(): Promise<TraceCollector> {
  const sent: Sent[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      if (request.url === '/v1/traces') {
        const { resourceSpans } = JSON.parse(Buffer.concat(chunks).toString()) as Batch
        sent.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)))
      }
      response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}')
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')

  const toldOf = ({ name, parentSpanId, attributes, status }: Sent): ReportedSpan => ({
    name,
    parent: sent.find(({ spanId }) => spanId === parentSpanId)?.name ?? null,
    facts: Object.fromEntries(attributes.map(({ key, value }) => [key, value.stringValue ?? Number(value.intValue)])),
    failure: status.message ?? null,
  })
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    spans: () => sent.map(toldOf),
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

import type { IncomingMessage } from 'node:http'
import { JSON_LIMITS, readJsonBody, type JsonBodyLimits } from './json-body.js'
import { pathTable } from './path-table.js'
import { failure, type Reply } from './reply.js'
import type { Target } from './target.js'

/** A request that the gate let in. */
export interface Exchange<Caller> {
  readonly request: IncomingMessage
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** Parsed JSON, `{}` when there was none; `undefined` for endpoints that take no JSON. */
  readonly body: unknown
  readonly caller: Caller
}

/** One thing that can be asked for. */
export interface ApiEndpoint<Needs, Caller> {
  readonly method: string
  readonly path: string
  readonly needs: Needs
  readonly takesJson: boolean
  readonly answer: (exchange: Exchange<Caller>) => Promise<Reply>
}

export type Admission<Caller> =
  { readonly _tag: 'admitted'; readonly caller: Caller } | { readonly _tag: 'refused'; readonly reply: Reply }

export interface ApiOptions<Needs, Caller> {
  readonly endpoints: ReadonlyArray<ApiEndpoint<Needs, Caller>>
  /** Decides from the head alone. `null` is a path that leads nowhere: even that is told to callers only. */
  readonly admit: (request: IncomingMessage, needs: Needs | null) => Promise<Admission<Caller>>
  readonly jsonLimits?: JsonBodyLimits
}

/** Answers a request below `/api`; `null` when nobody is left to be answered. */
export type Api = (request: IncomingMessage, target: Target) => Promise<Reply | null>

const NOT_FOUND = failure(404, 'Not found')

/** The order in which every request is dealt with: find, admit, read, answer. Nothing of a body is read before. */
export function makeApi<Needs, Caller>(options: ApiOptions<Needs, Caller>): Api {
  const { endpoints, admit, jsonLimits = JSON_LIMITS } = options
  const table = pathTable(endpoints.map((endpoint) => ({ ...endpoint, value: endpoint })))

  return async (request, { path, query }) => {
    const match = table(request.method ?? '', path)
    const admission = await admit(request, match === null ? null : match.value.needs)
    if (admission._tag === 'refused') return admission.reply
    if (match === null) return NOT_FOUND

    const { caller } = admission
    const { value: endpoint, params } = match
    if (!endpoint.takesJson) return endpoint.answer({ request, params, query, body: undefined, caller })
    const body = await readJsonBody(request, jsonLimits)
    switch (body._tag) {
      case 'value':
        return endpoint.answer({ request, params, query, body: body.value, caller })
      case 'malformed':
        return failure(400, 'Invalid JSON')
      case 'tooLarge':
        return failure(413, 'Body too large')
      case 'slow':
        return failure(408, 'Body too slow', { Connection: 'close' })
      case 'cut':
        return null
    }
  }
}

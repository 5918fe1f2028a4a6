import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import type { UploadResult } from '../../../../application/files/receive-uploads.js'
import { FILE_ROWS } from './errors.js'
import type { uploadFiles } from './api.js'
import type { UploadJson } from './codec.js'
import { repliesBy } from '../routing/error-row.js'
import { REQUEST_ROWS } from '../routing/errors.js'
import type { AnswerOf } from '../routing/route.js'

type UploadAnswer = Extract<AnswerOf<typeof uploadFiles.answers>, { readonly body: unknown }>
type Uploaded = t.TypeOf<typeof UploadJson>

const refusal = repliesBy({ ...REQUEST_ROWS, ...FILE_ROWS })

/** Answer with one result per file. Status and error text are those of the first file that failed. */
export function uploadAnswer(results: ReadonlyArray<UploadResult>): UploadAnswer {
  const body: Uploaded = { uploaded: results.flatMap(uploadedOf), results: results.map(resultOf) }
  for (const { outcome } of results) {
    if (E.isRight(outcome)) continue
    const { status, json, fault } = refusal(outcome.left, outcome.left._tag === 'Unavailable' ? 'internal' : null)
    return {
      status: status as Exclude<UploadAnswer['status'], 200>,
      body: { ...(json as { readonly error: string; readonly code: string }), ...body },
      ...(fault === undefined || outcome.left._tag !== 'Unavailable' ? {} : { fault: outcome.left }),
    }
  }
  return { status: 200, body }
}

const uploadedOf = ({ outcome }: UploadResult): Uploaded['uploaded'] =>
  E.isRight(outcome) ? [{ path: outcome.right, name: outcome.right.slice(outcome.right.lastIndexOf('/') + 1) }] : []

function resultOf({ name, outcome }: UploadResult): Uploaded['results'][number] {
  if (E.isRight(outcome)) return { name, path: outcome.right }
  const { error, meta } = refusal(outcome.left).json as { readonly error: string; readonly meta?: Meta }
  return { name, error, ...(meta === undefined ? {} : { meta }) }
}

interface Meta {
  readonly [key: string]: unknown
}

import { failureOfAnswer } from '../app/hub/asking.js'
import type { HubFailure } from '../app/hub/hub.js'
import { clientId } from '../app/device.js'
import { hasCode } from '../app/failed.js'
import { dropToken, token } from '../app/sign-in.js'
import { hubAddress } from '../app/platform/mount.js'
import { isObject, parsedObject } from '../app/platform/parsed.js'

export type Sent =
  /** Path of the stored file relative to the root of the upload. */
  | { readonly _tag: 'Stored'; readonly path: string }
  /** The name is taken. */
  | { readonly _tag: 'Taken'; readonly failure: HubFailure }
  | { readonly _tag: 'Stopped' }
  | { readonly _tag: 'Failed'; readonly failure: HubFailure }

export interface Sending {
  readonly done: Promise<Sent>
  readonly stop: () => void
}

const UNAUTHORIZED = 401

/** Sends one file as a form. Uses XMLHttpRequest, because `fetch` does not report upload progress. */
export function sendFile(address: string, name: string, file: Blob, onSent: (bytes: number) => void): Sending {
  const request = new XMLHttpRequest()
  const given = token.peek()
  const done = new Promise<Sent>((resolve) => {
    request.upload.onprogress = ({ loaded }) => {
      onSent(loaded)
    }
    request.onload = () => {
      if (request.status === UNAUTHORIZED) dropToken(given)
      resolve(outcome(request))
    }
    request.onerror = () => {
      resolve({ _tag: 'Failed', failure: { _tag: 'Unreachable' } })
    }
    request.onabort = () => {
      resolve({ _tag: 'Stopped' })
    }
  })
  const form = new FormData()
  form.append('file', file, name)
  request.open('POST', hubAddress(address))
  request.setRequestHeader('Authorization', `Bearer ${given ?? ''}`)
  request.setRequestHeader('X-Penates-Client', clientId)
  request.send(form)
  return {
    done,
    stop: () => request.abort(),
  }
}

function outcome(request: XMLHttpRequest): Sent {
  const { status, statusText } = request
  const body = parsedObject(request.responseText) ?? undefined
  const [stored] = storedIn(body?.['uploaded'])
  if (status === 200 && stored !== undefined) return { _tag: 'Stored', path: stored }
  const headers = new Headers({ 'Retry-After': request.getResponseHeader('Retry-After') ?? '' })
  const failure = failureOfAnswer('uploadSessionFiles', { status, statusText, headers }, body)
  return { _tag: hasCode(failure, 'FileExists') ? 'Taken' : 'Failed', failure }
}

/** Paths of the stored files. */
const storedIn = (uploaded: unknown): ReadonlyArray<string> =>
  Array.isArray(uploaded)
    ? uploaded.flatMap((one: unknown) => (isObject(one) && typeof one['path'] === 'string' ? [one['path']] : []))
    : []

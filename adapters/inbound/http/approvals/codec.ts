import { setImmediate } from 'node:timers/promises'
import { previewOf, type Approval } from '../../../../domain/approvals/approval.js'
import type { ApprovalJson } from './api.js'

/** An approval as clients read it. Nothing in it lets anybody decide. */
const approvalJson = ({ id, call, mode, reason, createdAt, expiresAt }: Approval): ApprovalJson => ({
  id,
  session: call.session,
  tool: call.tool,
  input: call.input,
  preview: previewOf(call.tool, call.input),
  digest: call.digest,
  createdAt: new Date(createdAt).toISOString(),
  expiresAt: new Date(expiresAt).toISOString(),
  mode,
  reason,
  gate: call.gate,
  cwd: call.cwd,
})

const texts = new WeakMap<Approval, string>()

/** Approvals never change, so each is written out once however often the list is read. */
function textOf(approval: Approval): string {
  const known = texts.get(approval)
  if (known !== undefined) return known
  const text = JSON.stringify(approvalJson(approval))
  texts.set(approval, text)
  return text
}

/** Characters written at a time: a few milliseconds of work. */
const SLICE_LENGTH = 256 * 1024

/** The whole list as JSON. Ten thousand of them take a while: everybody else has their turn in between. */
export async function approvalListBytes(approvals: ReadonlyArray<Approval>): Promise<Buffer> {
  const parts: Buffer[] = [Buffer.from('{"approvals":[')]
  let slice: string[] = []
  let length = 0
  for (const [index, approval] of approvals.entries()) {
    const text = index === 0 ? textOf(approval) : `,${textOf(approval)}`
    slice.push(text)
    length += text.length
    if (length < SLICE_LENGTH) continue
    parts.push(Buffer.from(slice.join('')))
    slice = []
    length = 0
    await setImmediate()
  }
  return Buffer.concat([...parts, Buffer.from(slice.join('')), Buffer.from(']}')])
}

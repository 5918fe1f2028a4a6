import type { EncodeUsage } from '../../../../application/usage/usage-document.js'
import { exportText } from './usage-export.js'
import { UsageJson } from './codec.js'

/** Writes usage as clients read it. Loaded by the thread that counts, so that the hub's own thread sends finished bytes. */
export const encodeUsage: EncodeUsage = (form, usage) =>
  new TextEncoder().encode(
    form === 'history' ? JSON.stringify(UsageJson.encode(usage)) : exportText(usage.report, form),
  )

import { noTracer, type Tracer } from '../../application/shared/tracer.port.js'
import type { HttpAppOptions } from '../../infrastructure/http/app.js'
import type { Config } from '../config/environment.js'

/** Spans to a collector, where the person has named one. Without one nothing of OpenTelemetry is loaded. */
export async function openTracer(
  { collector, openTelemetry }: Pick<Config, 'collector' | 'openTelemetry'>,
  version: string,
): Promise<Tracer> {
  if (collector === null) return noTracer
  Object.assign(process.env, openTelemetry) // the packages read it, and a `.env` file is not in it
  const { openTelemetryTracer } = await import('../../adapters/outbound/opentelemetry/tracer.opentelemetry.js')
  return openTelemetryTracer({ endpoint: collector, version })
}

const SERVER_ERROR = 500

/** Wraps each request in a span if a collector is configured. The recorded path has no query. */
export const requestSpans = (tracer: Tracer): Pick<HttpAppOptions, 'around'> =>
  tracer === noTracer
    ? {}
    : {
        around: (method, work) =>
          tracer.span(method, { 'http.request.method': method }, async (end) => {
            const line = await work()
            const facts = { 'url.path': line.path, 'http.response.status_code': line.status }
            end(line.status >= SERVER_ERROR ? 'error' : null, facts)
            return line
          }),
      }

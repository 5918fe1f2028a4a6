import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base'
import type { EndSpan, Tracer } from '../../../application/shared/tracer.port.js'

export interface OpenTelemetryOptions {
  /** Base address of a collector that speaks OTLP over HTTP; `/v1/traces` is added. */
  readonly endpoint: string
  readonly version: string
}

const SERVICE = 'penates'
/** Milliseconds for one batch; a collector that does not answer costs nothing but its spans. */
const TIMEOUT_MS = 10_000

/**
 * Spans to an OpenTelemetry collector, in batches. Nothing is set for the whole process, so that an embedder's own
 * OpenTelemetry is left alone. Headers, sampling and batches are set by `OTEL_` variables, which the packages read.
 */
export function openTelemetryTracer({ endpoint, version }: OpenTelemetryOptions): Tracer {
  const exporter = new OTLPTraceExporter({
    url: `${endpoint.replace(/\/+$/, '')}/v1/traces`,
    timeoutMillis: TIMEOUT_MS,
  })
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': SERVICE, 'service.version': version }),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  })
  const tracer = provider.getTracer(SERVICE, version)
  const contexts = new AsyncLocalStorageContextManager().enable()

  return {
    span: (name, facts, work) => {
      const above = contexts.active()
      const kind = above === ROOT_CONTEXT ? SpanKind.SERVER : SpanKind.INTERNAL
      const span = tracer.startSpan(name, { kind, attributes: { ...facts } }, above)
      const end: EndSpan = (failure, more = {}) => {
        if (!span.isRecording()) return
        span.setAttributes({ ...more })
        if (failure !== null) span.setStatus({ code: SpanStatusCode.ERROR, message: failure })
        span.end()
      }
      return contexts.with(trace.setSpan(above, span), async () => {
        try {
          return await work(end)
        } catch (thrown) {
          end('defect')
          throw thrown
        } finally {
          end(null)
        }
      })
    },
    close: async () => {
      await provider.shutdown().catch(() => undefined)
      contexts.disable()
    },
  }
}

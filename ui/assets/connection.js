// When the connection breaks, Gradio's client gives the page up: it takes no further question until a reload, which
// ends the conversation. So the client is told, in messages of its own protocol, that this one request failed.
(() => {
  "use strict";
  const LOST = "The connection was lost before the answer was complete. Once it is back: Stop, then Ask again.";
  const AWAY = "Dateline cannot be reached. Nothing is lost: try again in a moment.";
  const fetched = window.fetch.bind(window);

  const message = (content) => `data: ${JSON.stringify(content)}\n\n`;
  const FAILED =
    message({ msg: "process_completed", success: false, output: { error: LOST, visible: true, duration: 30 } }) +
    message({ msg: "close_stream" });

  // The whole messages of a stream; where it breaks off before it was closed, its failure.
  const whole = (body) => {
    const reader = body.getReader();
    const decoder = new TextDecoder();
    const encoder = new TextEncoder();
    let rest = "";
    let closed = false;
    return new ReadableStream({
      async pull(controller) {
        try {
          for (;;) {
            const { done, value } = await reader.read();
            if (done) break;
            rest += decoder.decode(value, { stream: true });
            const end = rest.lastIndexOf("\n\n") + 2;
            if (end < 2) continue;
            const messages = rest.slice(0, end);
            rest = rest.slice(end);
            closed ||= /"msg": ?"close_stream"/.test(messages);
            controller.enqueue(encoder.encode(messages));
            return;
          }
        } catch (error) {
          if (error.name === "AbortError") closed = true;
        }
        if (!closed) controller.enqueue(encoder.encode(FAILED));
        controller.close();
      },
      cancel: (reason) => reader.cancel(reason),
    });
  };

  const listen = async (input, options) => {
    const headers = { "Content-Type": "text/event-stream" };
    try {
      const response = await fetched(input, options);
      return new Response(response.ok ? whole(response.body) : FAILED, { headers });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      return new Response(FAILED, { headers });
    }
  };

  const join = async (input, options) => {
    try {
      const response = await fetched(input, options);
      const readable = response.ok || (response.headers.get("Content-Type") || "").includes("json");
      return readable ? response : Response.json({ detail: await response.text() }, { status: response.status });
    } catch {
      return Response.json({ detail: AWAY }, { status: 502 });
    }
  };

  window.fetch = (input, options) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input, window.location.href);
    if (pathname.endsWith("/queue/data")) return listen(input, options);
    if (pathname.endsWith("/queue/join")) return join(input, options);
    return fetched(input, options);
  };
})();

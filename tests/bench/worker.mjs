// Runs requests in a contestant's module, in a dedicated module worker, where the page trains too.

const contestants = new Map();

async function answer({ contestant, request }) {
  if (!contestants.has(contestant)) contestants.set(contestant, await import(contestant));
  return contestants.get(contestant).run(request);
}

self.onmessage = ({ data }) => {
  answer(data).then(postMessage, (error) => postMessage({ ok: false, error: String(error) }));
};

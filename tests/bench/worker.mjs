// Runs requests in a contestant's module, in a dedicated module worker, where the page trains too.

const contestants = new Map();

self.onmessage = async ({ data: { contestant, request } }) => {
  if (!contestants.has(contestant)) contestants.set(contestant, await import(contestant));
  postMessage(await contestants.get(contestant).run(request));
};

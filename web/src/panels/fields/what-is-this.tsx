/** Two sentences about a panel, for someone who sees such a thing for the first time. */
export function WhatIsThis({ about, children }: { about: string; children: string }) {
  return (
    <details class="what">
      <summary>
        What is this?<span class="visually-hidden"> About: {about}</span>
      </summary>
      <p>{children}</p>
    </details>
  );
}

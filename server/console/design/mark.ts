/** The product's mark: a screen whose picture is a voice going out. */
import { html, svg } from 'lit';

const drawing = svg`
  <rect x="2.5" y="5" width="31" height="22" rx="4" fill="currentColor" />
  <path d="M12 31.5h12" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" />
  <circle cx="11" cy="20.5" r="2.2" fill="var(--paper)" />
  <path
    d="M11 14.6a5.9 5.9 0 0 1 5.9 5.9M11 9.6a10.9 10.9 0 0 1 10.9 10.9"
    fill="none"
    stroke="var(--paper)"
    stroke-width="2.4"
    stroke-linecap="round"
  />
`;

export const mark = html`<svg class="mark" viewBox="0 0 36 36" aria-hidden="true">${drawing}</svg>`;

/** The same for the browser's tab, where no page's colours reach. */
export const favicon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36" color="#0a5a57"><rect x="2.5" y="5" width="31" height="22" rx="4" fill="currentColor"/><path d="M12 31.5h12" stroke="currentColor" stroke-width="2.5" stroke-linecap="round"/><circle cx="11" cy="20.5" r="2.2" fill="#fff"/><path d="M11 14.6a5.9 5.9 0 0 1 5.9 5.9M11 9.6a10.9 10.9 0 0 1 10.9 10.9" fill="none" stroke="#fff" stroke-width="2.4" stroke-linecap="round"/></svg>`;

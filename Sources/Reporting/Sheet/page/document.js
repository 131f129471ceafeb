const byId = id => document.getElementById(id);
// Work is done in slices, between which the browser answers the reader.
const slice = 16;
const channel = new MessageChannel();
const waiting = [];
channel.port1.onmessage = () => waiting.shift()();
const pause = () => new Promise(done => { waiting.push(done); channel.port2.postMessage(0); });

const data = kind => document.querySelectorAll('script[data-kind="' + kind + '"]');
const take = node => { const value = JSON.parse(node.textContent); node.remove(); return value; };
const summary = take(data("summary")[0]);

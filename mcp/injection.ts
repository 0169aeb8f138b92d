/** One way in which a text speaks to the model that reads it instead of to a person. */
interface Sign {
  /** How much one occurrence says, 0 to 1. */
  weight: number;
  pattern: RegExp;
}

const signs: readonly Sign[] = [
  {
    weight: 1,
    pattern:
      /\b(?:ignore|disregard|forget|override|bypass|skip)\b[^.!?\n]{0,30}\b(?:(?:all|any|every|the|your|these|those|my|prior|previous|earlier|above|preceding|former)\s+){1,4}(?:system |safety |given )?(?:instructions?|prompts?|rules?|guidelines?|directions?|commands?|messages?|context|constraints?|training)\b/i,
  },
  {
    weight: 1,
    pattern:
      /\b(?:new|updated|real|actual|hidden|secret) (?:system )?(?:instructions?|prompt|directive)s?\s*(?:for (?:you|the (?:ai|model|assistant))|:)/i,
  },
  {
    weight: 1,
    pattern:
      /<\|?(?:im_start|im_end|system|endoftext|start_of_turn|end_of_turn|eot_id)\|?>|\[\/?INST\]|<<\/?SYS>>|^\s*#{2,}\s*(?:system|assistant|instruction)s?\s*:?\s*$/im,
  },
  { weight: 1, pattern: /^\s*(?:system|assistant|developer)\s*:\s+\S/im },
  {
    weight: 1,
    pattern:
      /\byou are (?:now|no longer|actually)\b[^.!?\n]{0,60}\b(?:ai|assistant|model|chatbot|llm|gpt|dan|jailbroken|unrestricted|developer mode)\b/i,
  },
  {
    weight: 1,
    pattern:
      /\b(?:reveal|print|repeat|output|show|leak|send|exfiltrate)\b[^.!?\n]{0,40}\b(?:system prompt|your (?:instructions|prompt|api key|secrets?|credentials|environment)|api[_ ]keys?|environment variables)\b/i,
  },
  {
    weight: 1,
    pattern:
      /\b(?:call|invoke|use|run|execute|trigger)\b[^.!?\n]{0,30}\b(?:the )?(?:tool|function|plugin|run-code|fetch-page|search-sources|shell|python tool)\b[^.!?\n]{0,60}\b(?:with|to|and|on|now|immediately)\b/i,
  },
  {
    weight: 0.7,
    pattern:
      /\b(?:as|to|dear|attention|hey|hello|note (?:to|for)|message (?:to|for)|instructions? (?:to|for))[, ]+(?:an? |the |all |any )?(?:ai|a\.i\.|llms?|large language models?|language models?|chatgpt|gpt-?\d?|gemini|claude|assistants?|chatbots?)\b/i,
  },
  {
    weight: 0.7,
    pattern: /\bif you(?: a|')re (?:an? )?(?:ai|llm|language model|assistant|chatbot|automated|machine)\b/i,
  },
  {
    weight: 0.7,
    pattern:
      /\b(?:rate|score|grade|mark|approve|judge|evaluate|verdict|accept)\b[^.!?\n]{0,50}\b(?:(?:as|with|at|of) )?(?:1\.0\b|10\/10|100 ?%|full marks|maximum (?:score|quality)|perfect score|approved\b)/i,
  },
  {
    weight: 0.7,
    pattern:
      /\b(?:respond|reply|answer|begin your (?:answer|response|reply)|end your (?:answer|response|reply))\b[^.!?\n]{0,30}\b(?:only with|exactly with|with the (?:word|phrase|text)|verbatim)\b/i,
  },
  {
    weight: 0.7,
    pattern:
      /\b(?:do not|don't|never) (?:tell|inform|mention|reveal|alert|warn)\b[^.!?\n]{0,30}\b(?:the )?(?:user|human|operator|reader|anyone)\b/i,
  },
  {
    weight: 0.7,
    pattern:
      /\b(?:act|behave|pretend|roleplay) as (?:if you (?:were|are) )?(?:an? )?(?:unrestricted|uncensored|jailbroken|different (?:ai|assistant|model)|dan\b|developer mode)/i,
  },
  {
    weight: 0.7,
    pattern:
      /(?:ignoriere|vergiss|missachte)[^.!?\n]{0,40}(?:anweisung|vorgabe|regel|prompt)|(?:ignorez?|oubliez?)[^.!?\n]{0,40}(?:instructions?|consignes?)|(?:ignora|olvida|ignore)[^.!?\n]{0,40}(?:instrucciones|instruções|istruzioni)|(?:忽略|无视|忘记)[^。！？\n]{0,12}(?:指令|指示|提示|说明)|(?:игнорируй|забудь)[^.!?\n]{0,40}(?:инструкци|указани)|(?:以前|上記|これまで)の(?:指示|命令)を(?:無視|忘れ)/i,
  },
  {
    weight: 0.4,
    pattern:
      /!\[[^\]]*\]\(https?:\/\/[^)]*[?&][^)]*=[^)]*\)|\bhttps?:\/\/\S+[?&](?:data|q|secret|key|token|leak)=(?:\{|\[|<|\$)/i,
  },
  {
    weight: 0.4,
    pattern: /\b(?:important|urgent|critical|mandatory)\b\s*[:!]+\s*(?:you must|you should|always|never|please)\b/i,
  },
];

/** Characters that no reader sees: zero-width, bidirectional controls, tags. */
const invisible = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

/** From here on a passage is left out of research (quarantined). */
export const injectionThreshold = 0.6;

/**
 * How much a passage reads like an order to a language model, 0 to 1: the strongest sign, and more for several. A rule
 * of form, which finds the usual phrases and not all; the pipeline does not rest on it, for whatever was fetched is
 * delimited as data and chooses no tool. Tag characters, with which text is hidden in plain sight, count as a strong sign.
 */
export function injectionScore(text: string): number {
  const hiddenTags = /[\u{e0000}-\u{e007f}]{4,}/u.test(text) ? 1 : 0;
  const plain = text
    .normalize("NFKC")
    .replace(invisible, "")
    .replace(/[ \t]+/g, " ");
  const found = signs.filter(({ pattern }) => pattern.test(plain)).map(({ weight }) => weight);
  const strongest = Math.max(0, hiddenTags, ...found);
  const rest = found.reduce((sum, weight) => sum + weight, 0) - Math.max(0, ...found);
  return Math.min(1, strongest + 0.2 * rest);
}

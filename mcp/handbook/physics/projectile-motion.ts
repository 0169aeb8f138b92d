import type { HandbookEntry } from "../entry.ts";
import { mechanicsTextbook, siBrochure } from "../references.ts";

export const projectileMotion: HandbookEntry = {
  id: "physics/projectile-motion",
  title: "Projectile motion",
  domain: "physics",
  keywords: ["range", "trajectory", "free fall", "launch angle", "kinematics"],
  paragraphs: [
    "A projectile is a body that moves under gravity alone after its launch. If air resistance is neglected, its " +
      "horizontal and vertical motions are independent of one another: horizontally it keeps a constant velocity, " +
      "vertically it has the constant downward acceleration g. The path is a parabola. Both motions end at the same " +
      "moment, when the projectile lands.",
    "A launch speed v at an angle θ above the horizontal has the components v cos θ across and v sin θ upwards. " +
      "After the time t the projectile is at the horizontal distance x = v cos θ t and at the height y = h + v sin θ " +
      "t - g t^2/2, where h is the height of the launch. Its mass plays no part.",
    "The acceleration of free fall varies from place to place by about half a per cent; 9.81 m/s^2 is a usual value " +
      "in exercises. The standard value, fixed by convention and used to define the kilogram-force, is exactly " +
      "9.80665 m/s^2. A question should state which value is meant.",
    "The time of flight follows from the vertical motion alone. For a horizontal launch from the height h it is " +
      "sqrt(2h/g). For a launch at the angle θ on level ground it is 2 v sin θ/g, and the range is v^2 sin(2θ)/g, " +
      "largest at 45°. In general it is the positive root of h + v sin θ t - g t^2/2 = 0.",
    "Worked example: a ball leaves a table of height 1.20 m horizontally at 3.00 m/s. Vertically it starts from " +
      "rest and falls for t = sqrt(2 × 1.20/9.81) = 0.4946 s, no matter how fast it moves across. In this time it " +
      "covers 3.00 m/s × 0.4946 s = 1.48 m horizontally.",
    "Common mistakes are to use the full launch speed instead of its horizontal component, to exchange sine and " +
      "cosine, to forget the factor two in sqrt(2h/g), to take the time to the highest point for the time of flight, " +
      "and to ignore the height of the launch. The vertical motion decides how long it flies, the horizontal one how " +
      "far.",
  ],
  references: [mechanicsTextbook, siBrochure],
};

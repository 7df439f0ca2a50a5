"""The ways of writing each digit, as pen strokes through points.

A way is a blend of its examples: each is one line of points `x,y` in percent of the digit's height, y downwards, strokes
parted by `/`, a corner marked `*`. All examples of a way have the same points in the same order.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

POINTS_PER_DIGIT = 112  # along the whole path of the pen; close enough that no gap shows between them

# A line at the margin begins a way: the digit, the share of people who write it so (relative to the digit's other ways),
# and its name. The lines under it are its examples.
WAYS_OF_WRITING = """
0 6 closed, or nearly
    38,1 17,10 3,40 7,78 28,99 52,86 64,52 57,16 36,1
    40,0 20,6 5,28 3,66 22,98 48,95 62,66 63,26 42,2
    55,2 20,8 2,40 10,82 45,99 84,80 98,44 84,12 52,1
    24,1 10,14 2,46 6,82 18,99 32,84 38,50 34,16 22,0
0 2 open at the top
    50,8 30,2 10,22 2,58 14,93 40,97 60,70 64,32 52,6 34,4
    60,14 36,2 8,22 2,60 22,97 60,92 84,62 80,24 56,4 38,8
0 3 overshooting inwards
    60,2 36,6 12,26 2,62 16,96 42,92 58,64 60,28 42,6 22,14
    70,0 50,6 16,20 2,60 24,97 60,90 80,56 74,20 48,6 34,24
1 9 a bare stroke
    30,0 30,33 30,66 30,100
    34,0 28,33 28,66 33,100
    28,0 32,33 31,66 27,100
1 1 with a flag
    10,22 22,12 34,0* 34,35 34,66 34,100
    20,14 27,8 34,0* 34,35 33,66 32,100
1 0.8 with a flag and a foot
    10,20 22,12 36,0* 36,35 36,66 36,100 / 4,100 36,98 70,99
    4,30 20,18 38,0* 36,35 34,66 30,98 / 0,100 30,98 60,97
    16,14 24,10 34,0* 38,35 34,66 34,97 / 14,99 36,97 54,96
2 5 a curve and a straight foot
    6,22 20,4 44,2 58,20 48,48 26,74 2,96* 26,97 48,97 72,96
    4,10 24,2 50,4 60,20 52,42 30,68 6,92* 24,94 46,96 70,99
    2,6 24,4 48,6 58,14 48,40 28,66 8,90* 26,88 50,90 72,92
    0,20 36,2 80,6 92,30 60,56 32,76 4,94* 48,96 100,95 148,98
    8,30 14,8 34,0 48,14 44,44 32,72 14,96* 26,97 38,97 52,96
    0,10 30,0 58,14 64,36 56,56 36,74 18,88* 40,92 62,96 84,98
    4,20 26,0 52,8 54,24 40,44 22,66 6,90* 44,80 88,68 130,54
2 5 a loop at the foot
    6,20 22,4 44,2 56,18 48,44 30,72 12,94 2,92 8,80 26,82 46,94 74,92
    8,14 26,2 48,4 56,22 46,50 28,78 10,98 -2,88 10,72 30,80 50,94 78,98
    6,24 20,2 44,0 54,20 46,48 26,80 6,97 -14,86 2,68 28,78 56,96 96,88
    4,20 22,4 40,4 48,20 44,44 32,68 18,88 12,93 14,88 26,86 40,92 60,93
2 2 the top rolled in, a loop at the foot
    24,32 8,26 14,4 40,0 58,18 48,46 26,76 6,94 4,84 24,84 46,95 76,90
    26,22 12,24 8,8 36,0 60,12 52,44 24,76 2,98 -6,84 18,76 48,94 88,92
    20,28 10,22 18,4 40,2 54,18 46,46 30,74 14,92 10,92 28,92 48,95 70,94
2 2 as a Z
    0,8 30,5 60,3* 32,48 2,95* 36,95 72,96
    4,16 32,6 58,8* 34,54 6,90* 34,92 68,98
    0,4 50,6 100,2* 54,50 6,94* 66,96 126,92
    0,12 34,0 56,8* 36,44 12,84* 64,70 130,50
2 3 a large round loop at the foot
    10,26 14,6 36,0 58,10 62,36 48,66 22,90 4,88 6,68 28,66 50,84 72,98
    4,30 14,4 44,0 64,22 58,54 40,82 16,98 -4,88 4,66 30,66 54,84 80,90
    16,16 28,2 50,0 64,16 62,44 48,76 24,98 8,92 8,72 28,62 50,76 68,100
    0,0 18,8 36,18 44,36 40,62 28,84 12,96 2,86 10,70 28,72 46,84 64,92
    0,36 10,6 50,0 78,18 72,52 48,84 14,96 -6,84 8,68 40,74 72,84 104,86
3 6 two bows with a cusp between
    6,12 26,0 50,6 54,24 40,40 22,46* 42,48 62,64 58,88 34,100 2,90
    4,6 28,2 54,4 52,22 36,38 18,48* 44,46 64,62 52,88 28,98 0,96
    12,8 32,0 52,10 50,30 38,42 30,46* 44,48 56,66 50,90 26,100 4,92
    0,4 26,0 54,2 62,14 46,32 24,42* 48,44 60,60 46,82 22,94 -6,100
    10,14 26,0 44,6 46,20 36,34 20,40* 44,42 70,62 64,88 34,100 0,86
    16,8 36,0 54,8 50,28 34,42 18,50* 36,50 52,62 46,84 26,96 4,100
    6,10 30,0 54,4 46,22 36,34 26,44* 44,46 58,58 56,76 44,90 32,100
    4,12 30,0 60,2 50,20 36,34 20,46* 50,44 68,54 58,74 44,88 34,100
    10,6 26,0 44,4 46,18 34,32 18,42* 48,36 84,54 80,84 44,100 0,92
    10,10 30,0 48,8 46,24 34,34 22,42* 44,42 58,60 48,92 8,100 -20,82
3 2 a small loop between
    6,12 28,0 52,8 48,30 30,46 18,50 24,40 44,46 62,64 54,90 28,100 0,90
    2,8 28,0 56,4 52,28 34,48 18,58 18,46 40,44 62,60 52,88 26,100 -4,94
3 2 rolled ends
    16,24 6,14 24,0 50,6 52,26 36,42 20,46* 44,48 62,66 54,92 26,100 4,90 10,78
    10,20 8,8 28,0 52,8 50,26 38,40 26,46* 44,48 60,68 52,92 22,100 -4,86 4,72
    20,32 2,16 24,0 54,8 54,28 36,44 20,48* 44,48 66,66 54,92 26,100 4,88 14,68
3 1 a flat top
    8,4 32,3 58,2* 44,22 28,40* 50,46 62,68 46,94 22,99 4,92
    4,8 34,4 66,0* 46,20 24,38* 56,44 64,70 44,92 20,100 0,96
    6,4 32,2 60,6* 40,26 20,44* 48,50 58,64 42,84 22,94 0,100
4 6 open, with corners
    14,2 10,22 4,50* 30,50 66,46 / 56,4 52,36 48,68 44,100
    20,0 10,28 2,56* 32,58 72,54 / 58,10 54,40 52,70 50,100
    8,2 8,24 10,46* 30,48 58,44 / 58,0 56,34 56,66 56,100
    12,8 6,22 4,36* 26,40 56,36 / 50,2 48,34 46,68 44,100
    26,0 14,26 0,54* 44,52 92,44 / 58,24 50,46 44,70 38,98
4 3 open, in one stroke
    6,4 4,22 8,44 28,50 48,42 58,24 62,2* 58,36 54,68 50,100
    14,6 2,24 4,46 22,52 44,44 60,26 70,6* 60,40 52,70 42,100
    4,6 2,28 14,44 32,44 48,36 54,26 56,8* 56,40 58,70 60,100
4 1.6 closed
    52,0 28,30 2,62* 34,62 74,60 / 52,0 50,34 49,66 48,100
    46,2 24,24 4,44* 28,46 60,44 / 50,2 48,34 46,66 44,100
4 1 with a loop
    60,0 34,28 6,56 2,62 30,60 70,50 / 58,16 52,44 46,72 40,100
    44,8 20,28 4,46 10,52 34,48 56,38 / 54,0 50,34 46,66 42,100
5 5 the bar drawn last
    16,4 13,24 10,42* 32,36 54,48 56,74 38,96 4,92 / 16,4 40,3 66,0
    22,6 17,22 10,42* 36,42 54,56 50,80 28,98 0,94 / 22,6 52,4 84,0
    22,14 18,28 14,46* 34,46 48,58 44,80 24,98 0,98 / 22,12 58,6 100,0
    14,2 12,18 10,30* 36,26 62,44 62,74 38,98 2,94 / 14,3 34,3 58,2
    20,10 16,22 10,34* 40,28 68,48 60,78 30,98 -4,92 / 18,8 46,6 78,4
5 4 in one stroke
    66,2 42,3 18,5* 14,24 10,42* 32,36 54,48 56,74 36,98 2,92
    76,0 48,4 24,8* 18,26 12,44* 36,42 54,56 48,82 26,100 0,92
    92,0 56,6 24,12* 20,28 16,46* 34,46 46,58 42,80 24,99 -4,98
    70,10 44,8 20,4* 12,18 4,34* 44,24 74,46 66,80 30,100 -6,92
    60,0 40,6 24,10* 20,26 16,42* 32,46 40,60 34,80 18,94 0,100
    90,0 50,2 12,8* 8,22 4,36* 50,26 88,46 80,82 40,100 0,90
5 1.5 as an S
    64,2 38,2 20,12 16,30 36,44 56,60 54,84 32,100 2,92
    56,8 38,0 16,8 10,28 28,42 50,60 48,86 24,100 2,88
5 2.2 the belly rolled in
    60,2 40,3 16,5* 13,24 10,44* 34,38 56,52 56,80 32,100 6,90 4,76 18,74
    66,4 40,4 14,6* 12,24 12,42* 40,38 62,56 58,86 30,100 4,92 -4,76 6,68
    58,0 38,2 18,6* 12,18 6,30* 40,22 70,44 64,82 32,100 4,94 0,84 6,78
6 6 curved
    46,0 24,20 8,46 2,74 16,98 42,94 52,74 40,60 20,66 6,82
    40,0 22,18 6,42 2,72 20,98 48,94 58,68 42,50 20,58 4,76
    50,2 28,22 10,50 2,80 14,99 38,96 46,82 36,72 20,76 8,90
    20,0 12,22 4,46 2,74 18,98 46,94 58,70 44,48 20,54 4,72
    60,0 32,16 12,40 4,72 24,99 54,94 64,74 46,62 26,68 14,84
    30,0 14,26 2,54 4,84 28,100 60,92 72,70 54,50 26,54 2,70
    36,0 26,22 14,48 2,76 8,98 24,96 32,82 24,72 12,76 6,86
6 2 a hook at the top
    62,6 46,2 24,18 6,44 4,76 24,98 50,90 56,68 38,54 18,62 6,78
    64,14 46,0 20,12 4,40 2,76 22,100 52,92 58,70 42,58 22,66 16,84
6 3.5 the loop open, or run past the stem
    36,0 14,22 2,54 6,88 34,100 60,90 64,70 48,60 28,70 20,92
    44,0 20,20 4,52 8,86 32,100 54,90 52,74 34,68 12,74 -8,82
    28,0 12,24 2,58 10,92 34,98 50,80 46,64 30,62 22,76 22,96
    24,0 8,28 4,64 20,96 60,98 86,76 74,58 50,62 36,76 34,98
    40,0 20,26 2,60 10,90 44,100 84,88 92,66 66,58 42,70 36,92
    16,0 4,30 0,64 16,96 50,98 72,78 66,58 46,60 34,76 36,92
7 6 plain
    2,6 30,5 60,3* 50,32 38,64 28,100
    0,10 28,6 56,2* 40,28 26,62 16,100
    2,8 26,0 54,8* 52,36 48,68 46,100
    0,4 44,8 90,4* 72,34 54,64 40,100
    0,14 22,6 40,4* 38,34 34,66 30,100
    0,0 40,6 80,20* 56,42 30,66 4,90
7 2 with a serif
    2,24 5,14 6,5* 30,5 62,4* 52,34 42,66 34,100
    0,38 2,20 6,6* 30,4 56,6* 54,34 50,66 46,100
    0,22 4,10 10,2* 34,8 66,4* 48,30 36,62 28,100
    0,44 4,20 8,8* 28,24 66,0* 48,34 34,66 22,100
    6,40 0,22 4,4* 34,8 78,2* 70,32 60,64 52,100
7 3 with a bar
    2,6 30,5 62,3* 50,32 38,64 28,100 / 16,54 36,50 60,46
    0,10 28,6 58,2* 44,30 30,62 20,100 / 4,56 34,54 66,50
    2,4 26,6 52,8* 48,36 42,66 38,100 / 20,46 44,44 72,44
    4,4 34,8 70,0* 52,32 36,64 26,100 / -4,70 36,64 84,62
    0,6 22,6 44,4* 38,34 32,66 28,100 / 0,48 32,47 66,48
    2,10 26,6 54,2* 44,30 34,60 30,100 / 6,44 36,50 70,58
7 1.2 with a serif and a bar
    0,22 3,12 6,4* 30,5 62,2* 50,32 38,64 28,100 / 10,50 36,48 66,46
    0,28 2,16 4,6* 28,8 54,4* 44,32 34,64 26,100 / 6,58 32,56 64,56
    0,20 4,10 10,6* 44,8 84,0* 66,32 48,64 36,100 / 24,50 52,50 84,48
7 1 the top a wave
    0,18 10,2 28,8 46,10 64,0* 48,32 36,62 28,100
    0,24 6,6 22,2 40,8 56,10* 50,36 42,66 36,100
    0,10 22,0 44,2 56,12 52,30* 44,50 34,74 24,100
    2,42 10,20 26,22 44,12 64,0* 48,30 34,62 18,100
7 2 round
    0,42 4,16 18,0 40,2 54,16 54,44 48,72 42,100
    2,34 10,8 30,0 48,10 52,32 44,60 34,82 24,100
    0,30 4,10 26,2 48,6 60,22 48,52 36,76 26,100
    0,10 28,0 56,8 66,26 56,48 38,68 20,86 2,98
    0,4 34,2 70,8 92,26 84,48 60,68 34,84 6,100
7 0.4 with a foot
    4,14 26,4 52,0* 44,32 36,64 30,96 / 4,94 32,94 64,92
8 6 in one stroke from the top right
    54,14 36,0 12,10 12,28 34,46 54,66 48,92 22,100 4,84 16,62 36,46 56,28 52,10
    60,8 40,0 18,12 16,28 32,44 46,64 38,92 16,100 2,82 16,60 38,42 58,24 60,6
    40,8 28,0 14,10 14,26 24,42 34,62 32,90 18,100 6,88 10,66 22,46 36,26 40,8
    46,10 30,0 10,12 12,34 32,52 46,68 42,92 24,100 8,90 12,70 30,52 50,34 48,12
    52,8 38,0 26,8 26,20 34,34 50,60 44,90 20,100 2,86 10,60 32,34 48,20 50,8
    66,16 46,0 14,6 10,24 34,42 58,62 52,92 22,100 4,86 20,66 44,48 66,30 72,14
8 2 two rings
    34,0 14,8 12,30 32,44 52,32 54,10 34,0 / 32,44 10,58 4,82 30,100 56,84 54,60 32,44
    30,0 16,10 16,26 28,38 42,28 44,10 30,0 / 28,38 8,54 4,82 24,100 46,84 48,56 28,38
    40,0 10,4 4,26 36,44 68,28 64,6 40,0 / 36,44 8,52 2,80 34,100 70,90 72,62 36,44
8 2.5 begun as an S, left open
    62,8 38,0 16,12 20,32 38,50 50,72 40,94 16,98 4,82 18,62 42,42 66,18
    50,2 32,0 18,14 20,32 32,48 40,70 30,94 12,100 4,86 14,64 34,44 56,24
    78,10 40,0 14,10 16,30 36,46 50,66 44,92 18,100 4,86 14,66 40,46 70,34
8 2 crossed by a straight line
    46,10 28,0 10,14 18,34 38,54 42,84 22,100 4,86 14,66 36,38 62,2
    40,4 26,2 14,16 20,36 32,56 34,86 18,100 6,88 12,68 28,40 46,8
8 3 a large head
    58,14 40,0 12,6 4,28 20,50 36,64 42,82 30,100 18,84 24,66 42,50 60,30 56,12
    66,4 40,2 8,12 8,34 26,54 36,72 30,94 14,98 8,82 20,64 40,46 58,26 66,6
    50,10 26,0 4,14 6,44 22,62 30,80 24,100 12,98 12,78 24,62 44,44 56,24 48,8
    70,8 44,4 14,10 16,30 36,48 52,70 44,94 18,100 6,84 20,64 44,44 60,24 78,10
8 2 a neck between the rings
    52,14 34,0 12,10 14,28 30,42 34,56 50,74 42,96 22,100 8,86 18,66 32,54 38,42 54,26 50,10
    62,12 38,0 8,10 12,32 32,46 36,56 46,72 38,94 20,100 10,88 18,70 32,56 40,46 62,30 60,10
8 1 from the top left
    10,14 26,0 50,8 50,26 30,46 8,66 14,92 40,100 56,84 44,62 26,46 8,28 10,12
    4,12 22,0 46,6 52,22 34,42 12,66 18,94 36,100 48,84 40,62 22,42 4,28 6,10
8 2.5 down the diagonal first
    66,6 46,30 20,60 4,84 18,100 42,94 46,70 30,46 12,24 18,4 40,0 56,14
    58,18 42,36 20,58 2,82 16,99 44,96 52,72 30,50 8,30 12,6 34,0 50,8
    46,14 34,34 18,58 6,84 16,100 32,94 34,72 24,50 12,26 20,2 36,0 44,12
    72,12 54,34 32,56 12,80 20,99 46,96 54,76 34,52 6,32 10,6 44,0 72,4
9 6 a straight tail
    52,12 32,0 10,14 4,36 22,48 42,36 54,10* 52,40 48,70 42,100
    54,8 34,2 12,18 2,42 20,54 44,40 56,8* 48,38 36,70 24,100
    50,14 34,2 18,10 12,28 26,38 42,30 52,12* 46,42 38,72 28,100
    58,8 28,0 2,20 6,46 32,52 54,36 62,8* 60,38 58,68 56,100
    44,10 30,0 14,10 10,28 22,36 36,28 46,10* 46,40 44,70 40,100
    60,6 38,0 14,10 4,26 22,34 46,24 62,6* 48,38 36,68 26,100
9 3 a curved tail
    52,12 32,0 10,14 4,36 22,48 42,38 54,12* 54,44 46,80 26,99 4,90
    50,10 34,0 14,10 8,28 22,38 40,30 50,12* 52,44 48,76 32,98 10,100
9 3 the stem drawn apart
    54,6 28,0 4,20 6,42 30,48 54,30 56,8 / 58,2 56,36 54,68 50,100
    50,8 26,2 6,20 8,40 30,44 48,30 50,10 / 56,0 52,34 46,68 38,100
    60,16 34,0 2,16 0,40 26,52 52,34 58,14 / 66,8 62,38 60,68 60,100
9 2 the head open
    56,10 34,0 10,10 4,30 24,44 46,30 58,8 52,40 48,70 44,100
    48,2 24,2 4,22 10,40 32,42 50,26 58,2 56,36 52,68 50,100
9 6 a round head
    52,14 38,0 14,8 2,32 14,50 34,44 50,24 54,12 54,38 48,70 42,100
    60,20 46,0 16,4 2,30 14,58 40,58 58,34 62,18 60,44 56,72 54,100
    56,16 40,2 10,10 -2,40 16,62 42,50 56,26 58,14 52,44 46,72 40,100
    34,12 26,0 12,8 4,36 12,52 24,42 36,16 36,10 32,40 28,70 22,100
    70,24 60,2 20,6 -10,26 10,46 48,36 70,22 72,16 64,44 52,72 36,100
    64,6 42,2 14,10 6,32 20,46 40,34 54,18 58,10 48,40 36,70 20,100
    40,12 26,2 4,16 0,42 16,52 34,40 44,22 48,30 56,50 70,74 84,98
"""


class Example(NamedTuple):
    """One drawing of a digit."""

    points: NDArray[np.float64]  # (K, 2): x, y in percent of the height
    strokes: list[list[int]]  # for each stroke the points that it runs through, a corner twice


class Way(NamedTuple):
    """One way of writing a digit."""

    digit: int
    share: float
    name: str
    examples: list[Example]


class WayTable(NamedTuple):
    """All ways as arrays to be indexed by way (T of them), padded to the longest (K points, E examples)."""

    digit_shares: NDArray[np.float64]  # (10, T): cumulative share of each way among its digit's
    examples: NDArray[np.float32]  # (T, E, K, 2): points, about the middle of the digit, which is 2 high
    example_counts: NDArray[np.int64]  # (T,)
    strokes: NDArray[np.int64]  # (T, K): which stroke a point belongs to
    knots: NDArray[np.int64]  # (T, P, 4): the four points that shape each point of the path
    weights: NDArray[np.float32]  # (T, P, 4): and their weights


def read_ways(text: str) -> list[Way]:
    """Read the ways of writing. Raises ValueError, with the line, where an example differs in its strokes."""
    ways: list[Way] = []
    for line in text.strip("\n").splitlines():
        if not line.startswith(" "):
            digit, share, name = line.split(maxsplit=2)
            ways.append(Way(int(digit), float(share), name, []))
            continue
        example = _read_example(line)
        if ways[-1].examples and example.strokes != ways[-1].examples[0].strokes:
            raise ValueError(f"This example of {ways[-1].digit}, {ways[-1].name}, has other strokes: {line.strip()}")
        ways[-1].examples.append(example)
    return ways


def build_way_table() -> WayTable:
    """WAYS_OF_WRITING as arrays."""
    ways = read_ways(WAYS_OF_WRITING)
    most_points = max(len(way.examples[0].points) for way in ways)
    most_examples = max(len(way.examples) for way in ways)
    examples = np.zeros((len(ways), most_examples, most_points, 2), np.float32)
    strokes = np.zeros((len(ways), most_points), np.int64)
    for number, way in enumerate(ways):
        for place, (points, _) in enumerate(way.examples):
            examples[number, place, : len(points)] = (points - [points[:, 0].mean(), 50]) / 50
        for stroke, path in enumerate(way.examples[0].strokes):
            strokes[number, path] = stroke
    knots, weights = zip(*(_spread_points(way.examples) for way in ways), strict=True)
    counts = np.array([len(way.examples) for way in ways])
    return WayTable(_digit_shares(ways), examples, counts, strokes, np.stack(knots), np.stack(weights))


def _read_example(line: str) -> Example:
    points: list[list[float]] = []
    strokes: list[list[int]] = []
    for stroke in line.split("/"):
        path: list[int] = []
        for word in stroke.split():
            path += [len(points)] * (2 if word.endswith("*") else 1)
            points.append([float(number) for number in word.rstrip("*").split(",")])
        strokes.append(path)
    return Example(np.array(points), strokes)


def _spread_points(examples: list[Example]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Spread the path's points over the strokes, evenly in the mean of the examples: knots and weights, (P, 4) each."""
    pieces = [(path, i) for path in examples[0].strokes for i in range(len(path) - 1) if path[i] != path[i + 1]]
    steps = np.mean([[_distance(points, path[i], path[i + 1]) for path, i in pieces] for points, _ in examples], axis=0)
    ends = np.cumsum(steps)
    along = (np.arange(POINTS_PER_DIGIT) + 0.5) / POINTS_PER_DIGIT * ends[-1]
    piece = np.minimum(np.searchsorted(ends, along), len(pieces) - 1)
    around = np.array([[path[min(max(i + k, 0), len(path) - 1)] for k in (-1, 0, 1, 2)] for path, i in pieces])
    return around[piece], _catmull_rom((along - (ends - steps)[piece]) / steps[piece])


def _distance(points: NDArray[np.float64], start: int, end: int) -> float:
    across, down = points[end] - points[start]
    return math.sqrt(across * across + down * down)


def _catmull_rom(t: NDArray[np.float64]) -> NDArray[np.float32]:
    """Weights (P, 4) of the points before, at the start, at the end and after, at t in [0, 1] of the way between.

    Catmull, Rom: A class of local interpolating splines, 1974. A point given twice is a corner.
    """
    square, cube = t * t, t * t * t
    weights = (2 * square - cube - t, 2 - 5 * square + 3 * cube, t + 4 * square - 3 * cube, cube - square)
    return (np.stack(weights, axis=1) / 2).astype(np.float32)


def _digit_shares(ways: list[Way]) -> NDArray[np.float64]:
    shares = np.array([[way.share * (way.digit == digit) for way in ways] for digit in range(10)])
    cumulative: NDArray[np.float64] = np.cumsum(shares, axis=1) / shares.sum(axis=1, keepdims=True)
    return cumulative

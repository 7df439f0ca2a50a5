<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AnswerView</name>
    <message>
        <source>How probable the model finds each class</source>
        <translation>模型认为每个类别的可能性</translation>
    </message>
    <message>
        <source>In</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Probabilities</source>
        <translation>概率</translation>
    </message>
    <message>
        <source>The first curves are the series, the last ones what the network gives back</source>
        <translation>前面的曲线是序列本身，后面的是网络还原出的结果</translation>
    </message>
    <message>
        <source>The numbers that the model gives</source>
        <translation>模型给出的数</translation>
    </message>
    <message>
        <source>The picture as the network gets it</source>
        <translation>网络得到的图片</translation>
    </message>
    <message>
        <source>The picture that the network gives back</source>
        <translation>网络还原出的图片</translation>
    </message>
    <message>
        <source>The series, and what the network gives back</source>
        <translation>序列，以及网络还原出的结果</translation>
    </message>
    <message>
        <source>True</source>
        <translation>真实</translation>
    </message>
    <message>
        <source>True before the edits: {0}</source>
        <translation>修改前的真实值：{0}</translation>
    </message>
    <message>
        <source>True: {0}</source>
        <translation>真实值：{0}</translation>
    </message>
    <message>
        <source>What the model gives, and what is true where that is known</source>
        <translation>模型给出的结果；已知时也显示真实值</translation>
    </message>
    <message>
        <source>What the sample is</source>
        <translation>样本的真实值</translation>
    </message>
    <message>
        <source>in</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>out</source>
        <translation>输出</translation>
    </message>
</context>
<context>
    <name>AnswersModel</name>
    <message>
        <source>Confidence</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>其次</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>无法读取</translation>
    </message>
</context>
<context>
    <name>AnswersWindow</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Save the answers</source>
        <translation>保存结果</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>The model that is asked</source>
        <translation>所用的模型</translation>
    </message>
    <message>
        <source>What is done</source>
        <translation>已完成的内容</translation>
    </message>
</context>
<context>
    <name>Asking</name>
    <message>
        <source>weights of step {0}</source>
        <translation>第 {0} 步的权重</translation>
    </message>
</context>
<context>
    <name>AttentionView</name>
    <message>
        <source>Add up what goes to padding; off: each place of padding has its row and column</source>
        <translation>把分给填充的注意力加在一起；关闭时：每个填充位置各占一行一列</translation>
    </message>
    <message>
        <source>How each step shares out its attention: from the rows to the columns</source>
        <translation>每一步如何分配注意力：从行到列</translation>
    </message>
    <message>
        <source>One map for each head, and their mean</source>
        <translation>每个注意力头一幅图，另有它们的均值</translation>
    </message>
    <message>
        <source>Padding as one</source>
        <translation>合并填充</translation>
    </message>
    <message>
        <source>Padding as one column</source>
        <translation>把填充合并为一列</translation>
    </message>
    <message>
        <source>This layer has no attention. Choose one of those that have, at the left.</source>
        <translation>此层没有注意力。请在左侧选择一个有注意力的层。</translation>
    </message>
    <message>
        <source>from</source>
        <translation>从</translation>
    </message>
    <message>
        <source>head {0} of {1}</source>
        <translation>第 {0} 个头，共 {1} 个</translation>
    </message>
    <message>
        <source>learned</source>
        <translation>学到的</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>mean of {0} heads</source>
        <translation>{0} 个头的均值</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>to {0}</source>
        <translation>到 {0}</translation>
    </message>
    <message>
        <source>zero</source>
        <translation>零</translation>
    </message>
</context>
<context>
    <name>BlockArea</name>
    <message>
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>kernel</source>
        <translation>卷积核</translation>
    </message>
    <message>
        <source>products, Σ {0}</source>
        <translation>乘积，Σ {0}</translation>
    </message>
</context>
<context>
    <name>BranchDialog</name>
    <message>
        <source>&amp;Branch off</source>
        <translation>分支(&amp;B)</translation>
    </message>
    <message>
        <source>Branch off</source>
        <translation>分支</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Checkpoint to begin at</source>
        <translation>从哪个检查点开始</translation>
    </message>
    <message>
        <source>Checkpoints of the run</source>
        <translation>该运行的检查点</translation>
    </message>
    <message>
        <source>Choose the folder of a run.</source>
        <translation>请选择一个运行的文件夹。</translation>
    </message>
    <message>
        <source>Choose the folder of another run</source>
        <translation>选择另一个运行的文件夹</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Close this window</source>
        <translation>关闭此窗口</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Epochs in all</source>
        <translation>总轮数</translation>
    </message>
    <message>
        <source>Epochs of the branch, those that the run has made included</source>
        <translation>分支的轮数，包括该运行已完成的轮数</translation>
    </message>
    <message>
        <source>Go on from this checkpoint in a folder of its own</source>
        <translation>从这个检查点继续，写入单独的文件夹</translation>
    </message>
    <message>
        <source>In the run</source>
        <translation>在该运行中</translation>
    </message>
    <message>
        <source>Nothing differs: the branch goes on as the run itself would.</source>
        <translation>没有不同之处：分支会像该运行本身那样继续。</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Run folder to branch off</source>
        <translation>要分支的运行文件夹</translation>
    </message>
    <message>
        <source>Run to branch off</source>
        <translation>要分支的运行</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>That checkpoint was taken after {0} epochs: ask for more of them, or take an earlier one.</source>
        <translation>该检查点是在 {0} 轮之后保存的：请要求更多轮数，或选择更早的检查点。</translation>
    </message>
    <message>
        <source>The branch goes on after step {0}. The run stays as it is.</source>
        <translation>分支从第 {0} 步之后继续。原来的运行保持不变。</translation>
    </message>
    <message>
        <source>The run goes on: it is stopped first, and the branch begins where it is then.</source>
        <translation>该运行正在进行：会先停止它，分支从那时的位置开始。</translation>
    </message>
    <message>
        <source>Validation loss</source>
        <translation>验证损失</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>不同之处</translation>
    </message>
    <message>
        <source>What differs from the run's experiment</source>
        <translation>与该运行的实验的不同之处</translation>
    </message>
    <message>
        <source>What is otherwise in the experiment that is edited than in that of the run</source>
        <translation>正在编辑的实验与该运行的实验有何不同</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Where the branch begins</source>
        <translation>分支从哪里开始</translation>
    </message>
    <message>
        <source>best</source>
        <translation>最佳</translation>
    </message>
    <message>
        <source>epochs of the branch</source>
        <translation>分支的轮数</translation>
    </message>
    <message>
        <source>in {0}</source>
        <translation>第 {0} 轮中</translation>
    </message>
    <message>
        <source>no run chosen</source>
        <translation>未选择运行</translation>
    </message>
</context>
<context>
    <name>Branching</name>
    <message>
        <source>A training is running. Stop it, and branch off?</source>
        <translation>训练正在进行。要停止它并分支吗？</translation>
    </message>
    <message>
        <source>Branch off</source>
        <translation>分支</translation>
    </message>
    <message>
        <source>Branched off {0} after step {1}: {2}</source>
        <translation>已从 {0} 的第 {1} 步之后分支：{2}</translation>
    </message>
    <message>
        <source>Stop and branch off</source>
        <translation>停止并分支</translation>
    </message>
    <message>
        <source>The change does not fit the experiment any more.</source>
        <translation>此更改已不再适合该实验。</translation>
    </message>
    <message>
        <source>The run has made {0} epochs, and the experiment has {1} in all. How many shall the branch have in all?</source>
        <translation>该运行已完成 {0} 轮，而实验总共有 {1} 轮。分支总共应有多少轮？</translation>
    </message>
    <message>
        <source>What was learned so far is kept in its run folder.</source>
        <translation>到目前为止学到的内容保存在其运行文件夹中。</translation>
    </message>
    <message>
        <source>branch off</source>
        <translation>分支</translation>
    </message>
    <message>
        <source>nothing differs</source>
        <translation>没有不同之处</translation>
    </message>
</context>
<context>
    <name>BrowserLayout</name>
    <message>
        <source>All classes</source>
        <translation>全部类别</translation>
    </message>
    <message>
        <source>By class</source>
        <translation>按类别</translation>
    </message>
    <message>
        <source>By index</source>
        <translation>按索引</translation>
    </message>
    <message>
        <source>Class, or #index</source>
        <translation>类别，或 #索引</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>顺序</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>Part of a class's name, or # and an index; Enter goes there (Ctrl+F)</source>
        <translation>类别名称的一部分，或 # 加索引；按回车前往（Ctrl+F）</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Show the samples of all classes</source>
        <translation>显示全部类别的样本</translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation>图片大小</translation>
    </message>
    <message>
        <source>Size of the pictures (+ and −, or Ctrl and the wheel)</source>
        <translation>图片大小（+ 和 −，或 Ctrl 加滚轮）</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>The order of the samples</source>
        <translation>样本的顺序</translation>
    </message>
    <message>
        <source>The part of the data set (Ctrl+1, Ctrl+2, Ctrl+3)</source>
        <translation>数据集的部分（Ctrl+1、Ctrl+2、Ctrl+3）</translation>
    </message>
    <message>
        <source>Tick the classes to show; a double click shows one alone</source>
        <translation>勾选要显示的类别；双击只显示该类别</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
</context>
<context>
    <name>CalibrationView</name>
    <message>
        <source>Bins</source>
        <translation>分箱</translation>
    </message>
    <message>
        <source>Bins of equal count</source>
        <translation>等数量分箱</translation>
    </message>
    <message>
        <source>Bins of equal width</source>
        <translation>等宽分箱</translation>
    </message>
    <message>
        <source>ECE {0}; largest gap {1}; on the whole {2}</source>
        <translation>ECE {0}；最大偏差 {1}；总体上{2}</translation>
    </message>
    <message>
        <source>How often the model is right, over how sure it is</source>
        <translation>模型正确的频率与其把握程度的关系</translation>
    </message>
    <message>
        <source>How the samples are put together by how sure the model is</source>
        <translation>如何按模型的把握程度把样本归到一起</translation>
    </message>
    <message>
        <source>Of which probability</source>
        <translation>哪个概率</translation>
    </message>
    <message>
        <source>Samples in each bin</source>
        <translation>每个分箱中的样本数</translation>
    </message>
    <message>
        <source>The confidence in what is predicted, or the probability of one class</source>
        <translation>对预测结果的置信度，或某一类别的概率</translation>
    </message>
    <message>
        <source>The probabilities are not numbers.</source>
        <translation>概率不是数。</translation>
    </message>
    <message>
        <source>What is predicted</source>
        <translation>预测结果</translation>
    </message>
    <message>
        <source>bins</source>
        <translation>分箱</translation>
    </message>
    <message>
        <source>confidence</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>perfect</source>
        <translation>完美</translation>
    </message>
    <message>
        <source>right more often than it is sure</source>
        <translation>正确的频率高于它的把握</translation>
    </message>
    <message>
        <source>share right</source>
        <translation>正确的比例</translation>
    </message>
    <message>
        <source>surer than it is right</source>
        <translation>把握高于它正确的频率</translation>
    </message>
</context>
<context>
    <name>CameraDialog</name>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>No camera was found. Connect one, and open this window again.</source>
        <translation>没有找到摄像头。请接上一个，然后重新打开此窗口。</translation>
    </message>
    <message>
        <source>Take</source>
        <translation>拍摄</translation>
    </message>
    <message>
        <source>Take a picture</source>
        <translation>拍一张照片</translation>
    </message>
    <message>
        <source>Take the picture (Space)</source>
        <translation>拍下照片（空格键）</translation>
    </message>
    <message>
        <source>What the camera sees</source>
        <translation>摄像头看到的画面</translation>
    </message>
    <message>
        <source>Which camera to use</source>
        <translation>使用哪个摄像头</translation>
    </message>
</context>
<context>
    <name>CardTitle</name>
    <message>
        <source>Close this panel</source>
        <translation>关闭此面板</translation>
    </message>
    <message>
        <source>Take this panel out of the window, or put it back</source>
        <translation>将此面板移出窗口，或放回原处</translation>
    </message>
</context>
<context>
    <name>ClassesView</name>
    <message>
        <source>Balanced drawing</source>
        <translation>均衡抽样</translation>
    </message>
    <message>
        <source>Class weights</source>
        <translation>类别权重</translation>
    </message>
    <message>
        <source>Click to look at the samples of this class</source>
        <translation>点击查看该类别的样本</translation>
    </message>
    <message>
        <source>Counts of the classes</source>
        <translation>各类别的数量</translation>
    </message>
    <message>
        <source>Draw every class equally often, the rare ones repeatedly (data.balanced)</source>
        <translation>各类别抽取的次数相同，稀少的类别重复抽取（data.balanced）</translation>
    </message>
    <message>
        <source>Let the rare classes count more in the loss: n / (k · n_c) for each class (training.loss.weight)</source>
        <translation>让稀少的类别在损失中占更大的比重：每个类别为 n / (k · n_c)（training.loss.weight）</translation>
    </message>
    <message>
        <source>Show or hide the counts of the classes</source>
        <translation>显示或隐藏各类别的数量</translation>
    </message>
    <message>
        <source>Training samples of each class</source>
        <translation>各类别的训练样本数</translation>
    </message>
    <message>
        <source>{0} has no weight for each class; CrossEntropyLoss has.</source>
        <translation>{0} 没有类别权重；CrossEntropyLoss 有。</translation>
    </message>
    <message>
        <source>{0} of each class</source>
        <translation>每类 {0} 个</translation>
    </message>
    <message>
        <source>{0} to {1} of each class</source>
        <translation>每类 {0} 到 {1} 个</translation>
    </message>
    <message>
        <source>“{0}” has {1}, “{2}” {3}: {4} times as many</source>
        <translation>“{0}”有 {1} 个，“{2}”有 {3} 个：相差 {4} 倍</translation>
    </message>
</context>
<context>
    <name>CodePanel</name>
    <message>
        <source>Copy the script</source>
        <translation>复制脚本</translation>
    </message>
    <message>
        <source>PyTorch script</source>
        <translation>PyTorch 脚本</translation>
    </message>
    <message>
        <source>Save the script as a file</source>
        <translation>将脚本保存为文件</translation>
    </message>
    <message>
        <source>The script appears here as soon as all layers fit.</source>
        <translation>所有层都匹配后，脚本会显示在这里。</translation>
    </message>
    <message>
        <source>The script that trains this model with PyTorch alone</source>
        <translation>仅用 PyTorch 训练此模型的脚本</translation>
    </message>
</context>
<context>
    <name>ColourBar</name>
    <message>
        <source>Scale of the colours</source>
        <translation>颜色标尺</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>Better</source>
        <translation>变好</translation>
    </message>
    <message>
        <source>Both right</source>
        <translation>两者都对</translation>
    </message>
    <message>
        <source>Both wrong</source>
        <translation>两者都错</translation>
    </message>
    <message>
        <source>Broken</source>
        <translation>变错</translation>
    </message>
    <message>
        <source>Choose another run, or other weights of this one, to see which samples it gets right that this one does not.</source>
        <translation>选择另一次运行，或本次运行的其他权重，看看哪些样本它做对了而这一个没有。</translation>
    </message>
    <message>
        <source>Compare with</source>
        <translation>与之比较</translation>
    </message>
    <message>
        <source>Compare with …</source>
        <translation>比较对象 …</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Figures of both runs</source>
        <translation>两次运行的指标</translation>
    </message>
    <message>
        <source>First</source>
        <translation>第一</translation>
    </message>
    <message>
        <source>First: {0}. Second, which is shown: {1}.</source>
        <translation>第一：{0}。第二（正在显示）：{1}。</translation>
    </message>
    <message>
        <source>Fixed</source>
        <translation>变对</translation>
    </message>
    <message>
        <source>Judging {0} …</source>
        <translation>正在评判 {0} …</translation>
    </message>
    <message>
        <source>Other folder…</source>
        <translation>其他文件夹…</translation>
    </message>
    <message>
        <source>Other weights of this run, or another run of the same data</source>
        <translation>本次运行的其他权重，或同样数据的另一次运行</translation>
    </message>
    <message>
        <source>Run folder to compare with</source>
        <translation>要比较的运行文件夹</translation>
    </message>
    <message>
        <source>Second</source>
        <translation>第二</translation>
    </message>
    <message>
        <source>Show these samples</source>
        <translation>显示这些样本</translation>
    </message>
    <message>
        <source>The folder of another run</source>
        <translation>另一次运行的文件夹</translation>
    </message>
    <message>
        <source>The same</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>The second minus the first</source>
        <translation>第二减去第一</translation>
    </message>
    <message>
        <source>Worse</source>
        <translation>变差</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>best weights</source>
        <translation>最佳权重</translation>
    </message>
    <message>
        <source>last weights</source>
        <translation>最后的权重</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>macro F1</source>
        <translation>宏平均 F1</translation>
    </message>
    <message>
        <source>mean absolute error</source>
        <translation>平均绝对误差</translation>
    </message>
    <message>
        <source>the best weights of this run</source>
        <translation>本次运行的最佳权重</translation>
    </message>
    <message>
        <source>the last weights of this run</source>
        <translation>本次运行的最后权重</translation>
    </message>
</context>
<context>
    <name>ConfusionView</name>
    <message>
        <source>% of the predicted class</source>
        <translation>占预测类别的 %</translation>
    </message>
    <message>
        <source>% of the true class</source>
        <translation>占真实类别的 %</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>How many samples; or their share of all of the true class (recall), or of the predicted one (precision)</source>
        <translation>样本数；或它们占真实类别的比例（召回率），或占预测类别的比例（精确率）</translation>
    </message>
    <message>
        <source>In class order</source>
        <translation>按类别顺序</translation>
    </message>
    <message>
        <source>Most confused</source>
        <translation>最常混淆</translation>
    </message>
    <message>
        <source>Most errors first</source>
        <translation>错误多的在前</translation>
    </message>
    <message>
        <source>Nothing is confused.</source>
        <translation>没有混淆。</translation>
    </message>
    <message>
        <source>Order of the classes</source>
        <translation>类别的顺序</translation>
    </message>
    <message>
        <source>Right ones</source>
        <translation>对的</translation>
    </message>
    <message>
        <source>Show the diagonal</source>
        <translation>显示对角线</translation>
    </message>
    <message>
        <source>Show the diagonal, too; without it, errors have all the colours for themselves</source>
        <translation>也显示对角线；不显示时，所有颜色都用于错误</translation>
    </message>
    <message>
        <source>The order of the classes</source>
        <translation>类别的顺序</translation>
    </message>
    <message>
        <source>True class → predicted class; a click shows the samples</source>
        <translation>真实类别 → 预测类别；单击显示样本</translation>
    </message>
    <message>
        <source>What the cells show</source>
        <translation>单元格显示什么</translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>true</source>
        <translation>真实</translation>
    </message>
    <message>
        <source>{0} samples of “{1}” ({2} %) are taken for “{3}”: show them</source>
        <translation>“{1}”的 {0} 个样本（{2} %）被判为“{3}”：显示它们</translation>
    </message>
</context>
<context>
    <name>CorrectionsDialog</name>
    <message>
        <source>All samples are again as their data set has them</source>
        <translation>所有样本恢复为数据集中的样子</translation>
    </message>
    <message>
        <source>Corrections</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>Nothing is corrected: every sample has the label of its data set.</source>
        <translation>没有更正：每个样本都使用数据集给出的标签。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show the sample among the others</source>
        <translation>在全部样本中显示</translation>
    </message>
    <message>
        <source>Take all back</source>
        <translation>全部撤回</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Take back those that do not fit</source>
        <translation>撤回不适用的更正</translation>
    </message>
    <message>
        <source>The chosen samples are again as their data set has them</source>
        <translation>所选样本恢复为数据集中的样子</translation>
    </message>
    <message>
        <source>Those that are not applied, because their samples have other labels now</source>
        <translation>撤回未生效的更正：其样本现在的标签已不同</translation>
    </message>
    <message>
        <source>{0} of them are not applied: the data have changed.</source>
        <translation>其中 {0} 处未生效：数据已改变。</translation>
    </message>
    <message>
        <source>{0} with another label, {1} left out. The files of the data set stay as they are.</source>
        <translation>{0} 个改了标签，{1} 个被排除。数据集的文件保持不变。</translation>
    </message>
</context>
<context>
    <name>CorrectionsModel</name>
    <message>
        <source>Corrected</source>
        <translation>更正为</translation>
    </message>
    <message>
        <source>Enter or a double click shows the sample among the others</source>
        <translation>按回车或双击可在全部样本中显示</translation>
    </message>
    <message>
        <source>In the data</source>
        <translation>数据中</translation>
    </message>
    <message>
        <source>Not applied: the data say {0} now, so it seems to be another sample</source>
        <translation>未生效：数据中现在是 {0}，看来已是另一个样本</translation>
    </message>
    <message>
        <source>Not applied: there is no such sample any more</source>
        <translation>未生效：已没有这个样本</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>已排除</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>{0}, not there now</source>
        <translation>{0}，现已不存在</translation>
    </message>
    <message>
        <source>{0}, now {1}</source>
        <translation>{0}，现为 {1}</translation>
    </message>
</context>
<context>
    <name>CorrectionsTable</name>
    <message>
        <source>Class, #number, training or test</source>
        <translation>类别、#编号、训练或测试</translation>
    </message>
    <message>
        <source>Corrections</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>Delete takes back what is chosen; Enter shows it among the other samples</source>
        <translation>按 Delete 撤回所选更正；按回车在其他样本中显示</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Show only the corrections with these words</source>
        <translation>只显示含有这些文字的更正</translation>
    </message>
</context>
<context>
    <name>CorrectionsView</name>
    <message>
        <source>Nothing is corrected. In Samples, “Label is…” and “Exclude” mend the data set without touching its files.</source>
        <translation>没有更正。在“样本”中，“标签为…”和“排除”可以更正数据集，而不改动其文件。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show the sample among the others</source>
        <translation>在全部样本中显示</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>The chosen samples as the data set has them again</source>
        <translation>所选样本恢复为数据集中的样子</translation>
    </message>
    <message>
        <source>Train again</source>
        <translation>重新训练</translation>
    </message>
    <message>
        <source>Train from the beginning, with these corrections</source>
        <translation>用这些更正从头训练</translation>
    </message>
    <message>
        <source>{0} of them are not applied: the data have changed.</source>
        <translation>其中 {0} 处未生效：数据已改变。</translation>
    </message>
    <message>
        <source>{0} with another label, {1} left out; they count from the next run on.</source>
        <translation>{0} 个改了标签，{1} 个被排除；从下一次运行起生效。</translation>
    </message>
    <message>
        <source>{0} with another label, {1} left out; this run has learned with them.</source>
        <translation>{0} 个改了标签，{1} 个被排除；本次运行已用这些更正训练。</translation>
    </message>
</context>
<context>
    <name>Counting</name>
    <message>
        <source>balanced drawing</source>
        <translation>均衡抽样</translation>
    </message>
    <message>
        <source>class weights</source>
        <translation>类别权重</translation>
    </message>
</context>
<context>
    <name>CrashCard</name>
    <message>
        <source>&amp;Discard</source>
        <translation>放弃(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Go on with the run, after step {0}</source>
        <translation>从第 {0} 步之后继续该运行(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Look at the report</source>
        <translation>查看报告(&amp;L)</translation>
    </message>
    <message>
        <source>A training in the terminal ended unexpectedly at {0}.</source>
        <translation>终端中的一次训练在 {0} 意外结束。</translation>
    </message>
    <message>
        <source>A training in the terminal ended unexpectedly at {0}: “{1}”, epoch {2} of {3}.</source>
        <translation>终端中的一次训练在 {0} 意外结束：“{1}”，第 {2} 轮，共 {3} 轮。</translation>
    </message>
    <message>
        <source>Be&amp;gin the run again from its first step</source>
        <translation>从第一步重新开始该运行(&amp;G)</translation>
    </message>
    <message>
        <source>Do not offer this again; the report stays</source>
        <translation>不再提示；报告会保留</translation>
    </message>
    <message>
        <source>From {0}. They belong to {1}.</source>
        <translation>更改于 {0}，属于 {1}。</translation>
    </message>
    <message>
        <source>From {0}. They were never saved to a file.</source>
        <translation>更改于 {0}，从未保存到文件。</translation>
    </message>
    <message>
        <source>It could not say why. It was ended from outside, or the memory was full.</source>
        <translation>原因不明：程序可能被外部终止，或内存已满。</translation>
    </message>
    <message>
        <source>Open the experiment as it was edited; its file stays as it is until you save</source>
        <translation>打开更改后的实验；在您保存之前，其文件保持不变</translation>
    </message>
    <message>
        <source>Restore the unsaved &amp;edits of “{0}”</source>
        <translation>恢复“{0}”未保存的更改(&amp;E)</translation>
    </message>
    <message>
        <source>The computer was switched off or started anew meanwhile.</source>
        <translation>在此期间计算机曾关机或重新启动。</translation>
    </message>
    <message>
        <source>The program ended unexpectedly at {0}, while training “{1}”, epoch {2} of {3}.</source>
        <translation>程序在 {0} 意外结束，当时正在训练“{1}”，第 {2} 轮，共 {3} 轮。</translation>
    </message>
    <message>
        <source>The program ended unexpectedly at {0}.</source>
        <translation>程序在 {0} 意外结束。</translation>
    </message>
    <message>
        <source>The system asked it to end, as when one logs out.</source>
        <translation>系统要求它结束，例如注销时。</translation>
    </message>
    <message>
        <source>The system calls it: {0}.</source>
        <translation>系统给出的原因：{0}。</translation>
    </message>
    <message>
        <source>Train on from the last checkpoint</source>
        <translation>从最后一个检查点继续训练</translation>
    </message>
    <message>
        <source>What was written down of the crash</source>
        <translation>关于这次崩溃的记录</translation>
    </message>
</context>
<context>
    <name>CrashDialog</name>
    <message>
        <source>&amp;Close</source>
        <translation>关闭(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Keep for later</source>
        <translation>留待以后(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>恢复(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Throw away</source>
        <translation>丢弃(&amp;T)</translation>
    </message>
    <message>
        <source>After a crash</source>
        <translation>崩溃之后</translation>
    </message>
    <message>
        <source>Close this window</source>
        <translation>关闭此窗口</translation>
    </message>
    <message>
        <source>Decide nothing now; ask at the next start</source>
        <translation>现在不作决定，下次启动时再问</translation>
    </message>
    <message>
        <source>Do what is ticked above</source>
        <translation>执行上面勾选的操作</translation>
    </message>
    <message>
        <source>The program ended unexpectedly {0} times.</source>
        <translation>程序曾 {0} 次意外结束。</translation>
    </message>
    <message>
        <source>They cannot be had again. The report and the run folder stay.</source>
        <translation>丢弃后无法找回。报告和运行文件夹会保留。</translation>
    </message>
    <message>
        <source>Throw the unsaved edits of “{0}” away?</source>
        <translation>要丢弃“{0}”未保存的更改吗？</translation>
    </message>
</context>
<context>
    <name>CsvDialog</name>
    <message>
        <source>&amp;Input</source>
        <translation>输入(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Numbers</source>
        <translation>数字(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Target</source>
        <translation>目标(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Words</source>
        <translation>文字(&amp;W)</translation>
    </message>
    <message>
        <source>Chosen columns:</source>
        <translation>选中的列：</translation>
    </message>
    <message>
        <source>Columns of the table</source>
        <translation>表格的列</translation>
    </message>
    <message>
        <source>Delimiter</source>
        <translation>分隔符</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Enter or a double click changes the role; several columns can be chosen</source>
        <translation>按回车或双击可更改用途；可以选中多列</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>表头</translation>
    </message>
    <message>
        <source>How letters are stored</source>
        <translation>文字的存储方式</translation>
    </message>
    <message>
        <source>I&amp;gnore</source>
        <translation>忽略(&amp;G)</translation>
    </message>
    <message>
        <source>Larger and smaller mean something</source>
        <translation>数值的大小有意义</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>No column is the target: choose what is to be predicted.</source>
        <translation>没有目标列：请选择要预测的列。</translation>
    </message>
    <message>
        <source>Numbers that are only names: a 0 or 1 for each</source>
        <translation>只作名称用的数字：每个值对应一个 0 或 1</translation>
    </message>
    <message>
        <source>Reading the file …</source>
        <translation>正在读取文件 …</translation>
    </message>
    <message>
        <source>The CSV file; Enter reads it</source>
        <translation>CSV 文件；按回车读取</translation>
    </message>
    <message>
        <source>The columns</source>
        <translation>各列</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>The first rows</source>
        <translation>前几行</translation>
    </message>
    <message>
        <source>The model learns from them</source>
        <translation>模型从中学习</translation>
    </message>
    <message>
        <source>They are left out</source>
        <translation>不使用这些列</translation>
    </message>
    <message>
        <source>They are to be predicted</source>
        <translation>这些是要预测的</translation>
    </message>
    <message>
        <source>What happens to rows in which something is missing</source>
        <translation>有缺失值的行如何处理</translation>
    </message>
    <message>
        <source>What stands between the cells</source>
        <translation>单元格之间的符号</translation>
    </message>
    <message>
        <source>What the table becomes</source>
        <translation>表格读取的结果</translation>
    </message>
    <message>
        <source>Whether the first row names the columns</source>
        <translation>第一行是否为列名</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>bar</source>
        <translation>竖线</translation>
    </message>
    <message>
        <source>by the first {0} rows</source>
        <translation>依据前 {0} 行</translation>
    </message>
    <message>
        <source>columns of the table</source>
        <translation>表格的列</translation>
    </message>
    <message>
        <source>comma</source>
        <translation>逗号</translation>
    </message>
    <message>
        <source>found: {0}</source>
        <translation>识别为：{0}</translation>
    </message>
    <message>
        <source>keep, for FillMissing</source>
        <translation>保留，交给 FillMissing</translation>
    </message>
    <message>
        <source>leave the row out</source>
        <translation>略去该行</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>say so and stop</source>
        <translation>报告并停止</translation>
    </message>
    <message>
        <source>semicolon</source>
        <translation>分号</translation>
    </message>
    <message>
        <source>tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>{0} inputs, target {1} with {2} classes</source>
        <translation>{0} 个输入，目标 {1} 有 {2} 个类别</translation>
    </message>
    <message>
        <source>{0} inputs, to predict: {1}</source>
        <translation>{0} 个输入，要预测：{1}</translation>
    </message>
    <message>
        <source>{0} rows are left out</source>
        <translation>略去 {0} 行</translation>
    </message>
</context>
<context>
    <name>CurveMenu</name>
    <message>
        <source>How much of the past the moving average keeps; 0 draws none</source>
        <translation>滑动平均保留多少历史值；0 表示不绘制</translation>
    </message>
    <message>
        <source>Logarithmic scale</source>
        <translation>对数坐标</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
</context>
<context>
    <name>CurvePlot</name>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Follow the curves again (A)</source>
        <translation>重新跟随曲线 (A)</translation>
    </message>
    <message>
        <source>Smoothing, scale, export</source>
        <translation>平滑、坐标、导出</translation>
    </message>
    <message>
        <source>Train to see curves here</source>
        <translation>开始训练后，曲线显示在这里</translation>
    </message>
</context>
<context>
    <name>CurvesPanel</name>
    <message>
        <source>Accuracy over the steps of the run</source>
        <translation>准确率随训练步数的变化</translation>
    </message>
    <message>
        <source>Learning rate over the steps of the run</source>
        <translation>学习率随运行步数的变化</translation>
    </message>
    <message>
        <source>Length of the whole gradient in some steps</source>
        <translation>部分步中整个梯度的长度</translation>
    </message>
    <message>
        <source>Loss over the steps of the run</source>
        <translation>损失随训练步数的变化</translation>
    </message>
    <message>
        <source>Mean absolute error over the steps of the run</source>
        <translation>训练过程中各步的平均绝对误差</translation>
    </message>
    <message>
        <source>Plot of the gradient norm</source>
        <translation>显示梯度范数图</translation>
    </message>
    <message>
        <source>Plot of the learning rate</source>
        <translation>显示学习率图</translation>
    </message>
    <message>
        <source>Press Train to see the curve here.</source>
        <translation>点击“训练”，曲线会显示在这里。</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>mean absolute error</source>
        <translation>平均绝对误差</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>training, per batch</source>
        <translation>训练（每批）</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
</context>
<context>
    <name>DataPanel</name>
    <message>
        <source>1 correction…</source>
        <translation>1 处更正…</translation>
    </message>
    <message>
        <source>Add transform</source>
        <translation>添加变换</translation>
    </message>
    <message>
        <source>Another image, other random numbers</source>
        <translation>换一张图像，换一组随机数</translation>
    </message>
    <message>
        <source>Check the files</source>
        <translation>检查文件</translation>
    </message>
    <message>
        <source>Check the files: damaged ones, duplicates, labels that contradict each other</source>
        <translation>检查文件：损坏的文件、重复的样本、互相矛盾的标签</translation>
    </message>
    <message>
        <source>Columns of the table</source>
        <translation>表格的列</translation>
    </message>
    <message>
        <source>Columns…</source>
        <translation>各列…</translation>
    </message>
    <message>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Draw again</source>
        <translation>重新抽取</translation>
    </message>
    <message>
        <source>Look through all samples</source>
        <translation>浏览全部样本</translation>
    </message>
    <message>
        <source>Look through all samples (Ctrl+B)</source>
        <translation>浏览全部样本（Ctrl+B）</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Measure mean and standard deviation</source>
        <translation>测量均值和标准差</translation>
    </message>
    <message>
        <source>No steps: the samples go into the network as they are.</source>
        <translation>没有步骤：样本原样输入网络。</translation>
    </message>
    <message>
        <source>Not here yet: {0} MB are downloaded when you train.</source>
        <translation>尚未下载：训练时将下载 {0} MB。</translation>
    </message>
    <message>
        <source>One image, step by step</source>
        <translation>一张图像的逐步变化</translation>
    </message>
    <message>
        <source>Random draws</source>
        <translation>随机结果</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>See the file, and choose what each column is for</source>
        <translation>查看文件，并选择每一列的用途</translation>
    </message>
    <message>
        <source>See which samples have another label or are left out, and take it back</source>
        <translation>查看哪些样本改了标签或被排除，并可撤回</translation>
    </message>
    <message>
        <source>Set Normalize to the mean and standard deviation of the training images</source>
        <translation>将 Normalize 设为训练图像的均值和标准差</translation>
    </message>
    <message>
        <source>Several random draws of the same image</source>
        <translation>同一张图像的多次随机结果</translation>
    </message>
    <message>
        <source>Some of the training images; click to look through all samples</source>
        <translation>部分训练图像；点击浏览全部样本</translation>
    </message>
    <message>
        <source>The first as numbers: {0}</source>
        <translation>第一条变成的数字：{0}</translation>
    </message>
    <message>
        <source>Transforms</source>
        <translation>变换</translation>
    </message>
    <message>
        <source>always</source>
        <translation>始终</translation>
    </message>
    <message>
        <source>change {0}</source>
        <translation>修改 {0}</translation>
    </message>
    <message>
        <source>original</source>
        <translation>原图</translation>
    </message>
    <message>
        <source>train {0} · validation {1} · test {2}</source>
        <translation>训练 {0} · 验证 {1} · 测试 {2}</translation>
    </message>
    <message>
        <source>training only</source>
        <translation>仅训练时</translation>
    </message>
    <message>
        <source>{0} columns: {1}</source>
        <translation>{0} 列：{1}</translation>
    </message>
    <message>
        <source>{0} corrections…</source>
        <translation>{0} 处更正…</translation>
    </message>
    <message>
        <source>{0} different tokens</source>
        <translation>{0} 个不同的词元</translation>
    </message>
    <message>
        <source>{0} · predicts {1}</source>
        <translation>{0} · 预测 {1}</translation>
    </message>
    <message>
        <source>{0} · {1} classes</source>
        <translation>{0} · {1} 类</translation>
    </message>
</context>
<context>
    <name>DeviceCombo</name>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Where to compute; auto takes the first GPU, else the processor</source>
        <translation>在哪里计算；auto 选用第一块 GPU，没有则用处理器</translation>
    </message>
    <message>
        <source>choose device</source>
        <translation>选择设备</translation>
    </message>
</context>
<context>
    <name>DiagnosisCard</name>
    <message>
        <source>Branch with it</source>
        <translation>以此分支</translation>
    </message>
    <message>
        <source>Change the experiment; undo takes it back</source>
        <translation>改动实验；可以撤销</translation>
    </message>
    <message>
        <source>Find a learning rate…</source>
        <translation>寻找学习率…</translation>
    </message>
    <message>
        <source>Give it to the run that goes on, from its next step on</source>
        <translation>交给正在进行的训练，从下一步起生效</translation>
    </message>
    <message>
        <source>How sure the doctor is: {0} of 100</source>
        <translation>诊断的把握：{0}（满分 100）</translation>
    </message>
    <message>
        <source>How this is judged, and what it is</source>
        <translation>如何判断，以及这是什么</translation>
    </message>
    <message>
        <source>In this run</source>
        <translation>用于本次训练</translation>
    </message>
    <message>
        <source>Learn more</source>
        <translation>了解更多</translation>
    </message>
    <message>
        <source>Learn more: {0}</source>
        <translation>了解更多：{0}</translation>
    </message>
    <message>
        <source>Make this change, and go on with it from the newest checkpoint of this run, as a new run</source>
        <translation>进行此更改，并从该运行最新的检查点起以新的运行继续</translation>
    </message>
    <message>
        <source>Make this change, and train anew with it</source>
        <translation>作此改动，并用它重新训练</translation>
    </message>
    <message>
        <source>Show {0}</source>
        <translation>查看{0}</translation>
    </message>
    <message>
        <source>The experiment is so already</source>
        <translation>实验已经是这样</translation>
    </message>
    <message>
        <source>Train anew with it</source>
        <translation>用它重新训练</translation>
    </message>
    <message>
        <source>Try growing learning rates for some steps, and see which is good</source>
        <translation>用若干步尝试逐渐增大的学习率，看哪个合适</translation>
    </message>
    <message>
        <source>Try: {0}</source>
        <translation>建议：{0}</translation>
    </message>
    <message>
        <source>What this is, how it shows, why it comes, and where to read on</source>
        <translation>这是什么、如何表现、为何出现，以及延伸阅读</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Why: {0}</source>
        <translation>原因：{0}</translation>
    </message>
    <message>
        <source>{0}, and branch off this run</source>
        <translation>{0}，并从该运行分支</translation>
    </message>
    <message>
        <source>{0}, and train anew</source>
        <translation>{0}，并重新训练</translation>
    </message>
    <message>
        <source>{0}, in the run that goes on</source>
        <translation>{0}，用于正在进行的训练</translation>
    </message>
</context>
<context>
    <name>DiagnosticsPanel</name>
    <message>
        <source>Diagnostics are switched off in this experiment (Training, diagnostics).</source>
        <translation>此实验已关闭诊断（训练，diagnostics）。</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Layers over the steps</source>
        <translation>各层随步数的变化</translation>
    </message>
    <message>
        <source>Look at a run that was trained before</source>
        <translation>查看以前训练过的一次训练</translation>
    </message>
    <message>
        <source>Open run…</source>
        <translation>打开训练…</translation>
    </message>
    <message>
        <source>Saved {path}</source>
        <translation>已保存 {path}</translation>
    </message>
    <message>
        <source>Set training.diagnostics to auto</source>
        <translation>把 training.diagnostics 设为 auto</translation>
    </message>
    <message>
        <source>Shown beside the map</source>
        <translation>旁边显示的内容</translation>
    </message>
    <message>
        <source>Switch on for the next run</source>
        <translation>为下一次运行开启</translation>
    </message>
    <message>
        <source>The curve of this layer, or how its values are spread</source>
        <translation>该层的曲线，或其数值的分布</translation>
    </message>
    <message>
        <source>The figure of the chosen layer over the steps of the run</source>
        <translation>所选层的指标随运行步数的变化</translation>
    </message>
    <message>
        <source>The first look into the layers comes with the first step.</source>
        <translation>第一步之后就能看到各层的情况。</translation>
    </message>
    <message>
        <source>The layer that is shown beside the map</source>
        <translation>在旁边显示的层</translation>
    </message>
    <message>
        <source>There is no histogram of this layer yet.</source>
        <translation>该层还没有直方图。</translation>
    </message>
    <message>
        <source>This layer has no such figure.</source>
        <translation>该层没有这个指标。</translation>
    </message>
    <message>
        <source>This run has kept nothing of its layers.</source>
        <translation>这次运行没有保存各层的情况。</translation>
    </message>
    <message>
        <source>This run was trained with diagnostics off.</source>
        <translation>这次运行训练时关闭了诊断。</translation>
    </message>
    <message>
        <source>Train first, or open a run: then this shows how gradients, weights and activations develop.</source>
        <translation>请先训练，或打开一次运行：这里会显示梯度、权重和激活值的变化。</translation>
    </message>
    <message>
        <source>Values of the layer over the steps</source>
        <translation>该层数值随步数的分布</translation>
    </message>
    <message>
        <source>What is shown of the layers</source>
        <translation>显示各层的哪个指标</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>switch diagnostics on</source>
        <translation>开启诊断</translation>
    </message>
    <message>
        <source>usual</source>
        <translation>常见值</translation>
    </message>
</context>
<context>
    <name>Docks</name>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Doctor</source>
        <translation>医生</translation>
    </message>
    <message>
        <source>Draw</source>
        <translation>手绘</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>检视</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>网络图</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Watch it learn</source>
        <translation>看它学习</translation>
    </message>
</context>
<context>
    <name>DoctorPanel</name>
    <message>
        <source>A training is running. Stop it, and train anew with this change?</source>
        <translation>训练正在进行。要停止它，并用这项改动重新训练吗？</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Check labels</source>
        <translation>检查标签</translation>
    </message>
    <message>
        <source>Look at a run that was trained before</source>
        <translation>查看以前训练过的一次训练</translation>
    </message>
    <message>
        <source>Look for samples whose label the trained model contradicts with confidence</source>
        <translation>寻找标签与训练好的模型的确信判断相矛盾的样本</translation>
    </message>
    <message>
        <source>Open run…</source>
        <translation>打开训练…</translation>
    </message>
    <message>
        <source>Stop and train anew</source>
        <translation>停止并重新训练</translation>
    </message>
    <message>
        <source>The experiment has been changed since this run, so that this does not fit it any more.</source>
        <translation>实验在这次运行之后已被改动，此项不再适用。</translation>
    </message>
    <message>
        <source>The illnesses that the doctor knows, each with a page of help</source>
        <translation>医生所知道的各种病症，每种都有一页帮助</translation>
    </message>
    <message>
        <source>This run has no checkpoint to go on from.</source>
        <translation>该运行没有可以继续的检查点。</translation>
    </message>
    <message>
        <source>Train first, or open a run: then the doctor says what it sees.</source>
        <translation>先训练，或打开一次运行：然后诊断会说出它看到的情况。</translation>
    </message>
    <message>
        <source>What it looks for</source>
        <translation>会检查什么</translation>
    </message>
    <message>
        <source>What the doctor sees</source>
        <translation>诊断所见</translation>
    </message>
    <message>
        <source>after epoch {0}</source>
        <translation>第 {0} 轮之后</translation>
    </message>
    <message>
        <source>hints: {0}</source>
        <translation>提示：{0}</translation>
    </message>
    <message>
        <source>problems: {0}</source>
        <translation>问题：{0}</translation>
    </message>
    <message>
        <source>warnings: {0}</source>
        <translation>警告：{0}</translation>
    </message>
    <message>
        <source>{0}. What was learned so far is kept in its run folder.</source>
        <translation>{0}。到目前为止学到的内容保留在它的运行文件夹中。</translation>
    </message>
</context>
<context>
    <name>DrawCanvas</name>
    <message>
        <source>Draw a digit here</source>
        <translation>在这里写一个数字</translation>
    </message>
    <message>
        <source>Empty. Arrow keys move the pen, Space puts it down and lifts it.</source>
        <translation>空白。方向键移动画笔，空格键落笔和抬笔。</translation>
    </message>
    <message>
        <source>Holds a drawing. Delete clears it.</source>
        <translation>已有绘画。按 Delete 清除。</translation>
    </message>
    <message>
        <source>There is no picture on the clipboard.</source>
        <translation>剪贴板中没有图片。</translation>
    </message>
</context>
<context>
    <name>DrawPanel</name>
    <message>
        <source>Centre the drawing</source>
        <translation>将绘画居中</translation>
    </message>
    <message>
        <source>Clear the drawing</source>
        <translation>清除绘画</translation>
    </message>
    <message>
        <source>Draw a digit here</source>
        <translation>在这里写一个数字</translation>
    </message>
    <message>
        <source>Draw here</source>
        <translation>在这里画</translation>
    </message>
    <message>
        <source>Draw with the left button, erase with the right one; paste or drop a picture</source>
        <translation>左键绘画，右键擦除；也可粘贴或拖入图片</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>绘画</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>橡皮擦</translation>
    </message>
    <message>
        <source>From your drawing to the network's input, step by step, and without the steps</source>
        <translation>从你的画到网络的输入，一步一步，以及不经过这些步骤的样子</translation>
    </message>
    <message>
        <source>How the drawing is prepared, step by step</source>
        <translation>这幅画如何一步一步被处理</translation>
    </message>
    <message>
        <source>Prepare the drawing as MNIST was: fitted into 20 × 20 pixels, its mass in the middle. Off: as drawn.</source>
        <translation>像 MNIST 那样处理绘画：缩放到 20 × 20 像素，重心居中。关闭：保持原样。</translation>
    </message>
    <message>
        <source>Put another picture of the test part here</source>
        <translation>在这里放上测试集的另一张图片</translation>
    </message>
    <message>
        <source>Take the last stroke back</source>
        <translation>撤销上一笔</translation>
    </message>
    <message>
        <source>What the network sees</source>
        <translation>网络看到的图像</translation>
    </message>
    <message>
        <source>Which parts count is said here.</source>
        <translation>哪些部分起作用，会在这里说明。</translation>
    </message>
    <message>
        <source>Width of the pen</source>
        <translation>画笔粗细</translation>
    </message>
    <message>
        <source>Your drawing after all steps of the input pipeline</source>
        <translation>经过所有输入步骤之后的绘画</translation>
    </message>
    <message>
        <source>centre</source>
        <translation>居中</translation>
    </message>
    <message>
        <source>what the network sees</source>
        <translation>网络看到的图像</translation>
    </message>
</context>
<context>
    <name>EstimateLabel</name>
    <message>
        <source>About {0} of memory</source>
        <translation>约占 {0} 内存</translation>
    </message>
    <message>
        <source>About {0} of memory, {1} for an epoch</source>
        <translation>约占 {0} 内存，每轮约 {1}</translation>
    </message>
    <message>
        <source>Estimated, not measured: it can be off by a factor of two.</source>
        <translation>这是估计值，并非实测：可能相差一倍。</translation>
    </message>
    <message>
        <source>What a run needs, about</source>
        <translation>训练大约需要的资源</translation>
    </message>
    <message>
        <source>a checkpoint, while it is saved</source>
        <translation>保存检查点时占用</translation>
    </message>
    <message>
        <source>data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>data, while they are prepared</source>
        <translation>准备数据时占用</translation>
    </message>
    <message>
        <source>gradients</source>
        <translation>梯度</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>running mean of the weights</source>
        <translation>权重的滑动平均</translation>
    </message>
    <message>
        <source>the program itself</source>
        <translation>程序本身</translation>
    </message>
    <message>
        <source>what the layers put out, of one batch</source>
        <translation>一批样本的各层输出</translation>
    </message>
    <message>
        <source>what the optimizer keeps</source>
        <translation>优化器保存的状态</translation>
    </message>
</context>
<context>
    <name>EvaluatePanel</name>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>Judging the samples …</source>
        <translation>正在评判样本 …</translation>
    </message>
    <message>
        <source>Look at a run that was trained before</source>
        <translation>查看以前训练过的一次训练</translation>
    </message>
    <message>
        <source>Nothing is judged yet: press Evaluate.</source>
        <translation>还没有评判：请按“评估”。</translation>
    </message>
    <message>
        <source>Open run…</source>
        <translation>打开训练…</translation>
    </message>
    <message>
        <source>Train first, or open a run: then this shows what the model gets wrong.</source>
        <translation>请先训练，或打开一次运行：这里会显示模型做错了什么。</translation>
    </message>
    <message>
        <source>step {0}</source>
        <translation>第 {0} 步</translation>
    </message>
</context>
<context>
    <name>FigureMenu</name>
    <message>
        <source>Copy numbers</source>
        <translation>复制数值</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>保存为 PNG…</translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation>保存为 SVG…</translation>
    </message>
    <message>
        <source>Save figure</source>
        <translation>保存图形</translation>
    </message>
    <message>
        <source>Save numbers as CSV…</source>
        <translation>将数值另存为 CSV…</translation>
    </message>
    <message>
        <source>Save points as CSV…</source>
        <translation>将数据点保存为 CSV…</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>{kind} files (*.{ending})</source>
        <translation>{kind} 文件 (*.{ending})</translation>
    </message>
</context>
<context>
    <name>FileCommands</name>
    <message>
        <source>Experiments (*.toml);;All files (*)</source>
        <translation>实验 (*.toml);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Open experiment</source>
        <translation>打开实验</translation>
    </message>
    <message>
        <source>Save experiment</source>
        <translation>保存实验</translation>
    </message>
    <message>
        <source>Saved {0}</source>
        <translation>已保存 {0}</translation>
    </message>
    <message>
        <source>Saving replaces those changes. To keep both, cancel and save under another name.</source>
        <translation>保存会覆盖那些更改。若要两者都保留，请取消并用另一个名称保存。</translation>
    </message>
    <message>
        <source>The export failed.</source>
        <translation>导出失败。</translation>
    </message>
    <message>
        <source>The workbench</source>
        <translation>工作台</translation>
    </message>
    <message>
        <source>“{0}” cannot be opened.</source>
        <translation>无法打开“{0}”。</translation>
    </message>
    <message>
        <source>“{0}” cannot be written.</source>
        <translation>无法写入“{0}”。</translation>
    </message>
    <message>
        <source>“{0}” has been changed elsewhere since it was opened here.</source>
        <translation>“{0}” 在此处打开之后已在别处被更改。</translation>
    </message>
    <message>
        <source>“{0}” has changes that are not saved.</source>
        <translation>“{0}”有未保存的更改。</translation>
    </message>
</context>
<context>
    <name>FileField</name>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Choose the file…</source>
        <translation>选择文件…</translation>
    </message>
</context>
<context>
    <name>FiltersView</name>
    <message>
        <source> · bias {0}</source>
        <translation> · 偏置 {0}</translation>
    </message>
    <message>
        <source>Choose a layer at the left: its weights stand here.</source>
        <translation>在左侧选择一层，其权重会显示在这里。</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Input of the kernels</source>
        <translation>卷积核的输入通道</translation>
    </message>
    <message>
        <source>One kernel for each output of the layer</source>
        <translation>该层每个输出对应一个卷积核</translation>
    </message>
    <message>
        <source>The chosen kernel: a slice for each input</source>
        <translation>所选卷积核：每个输入一个切片</translation>
    </message>
    <message>
        <source>The weights of the chosen row</source>
        <translation>所选行的权重</translation>
    </message>
    <message>
        <source>The weights: one row for each output; choose one</source>
        <translation>权重：每个输出一行；请选择一行</translation>
    </message>
    <message>
        <source>This layer has no weights to be looked at. Convolutions, Linear and Embedding have some.</source>
        <translation>该层没有可查看的权重。卷积层、Linear 和 Embedding 才有。</translation>
    </message>
    <message>
        <source>Which input channel the kernels at the left belong to</source>
        <translation>左侧的卷积核对应哪个输入通道</translation>
    </message>
    <message>
        <source>colours</source>
        <translation>彩色</translation>
    </message>
    <message>
        <source>output {0}: {1}</source>
        <translation>输出 {0}：{1}</translation>
    </message>
</context>
<context>
    <name>FolderField</name>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>Choose the folder…</source>
        <translation>选择文件夹…</translation>
    </message>
</context>
<context>
    <name>HandPage</name>
    <message>
        <source>Channel</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>Choose a convolution, a pooling or a Linear at the left: a number of it is worked out here.</source>
        <translation>在左侧选择卷积层、池化层或 Linear：这里会演算其中的一个数值。</translation>
    </message>
    <message>
        <source>How the number comes about</source>
        <translation>该数值是怎样得出的</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>从大到小</translation>
    </message>
    <message>
        <source>Largest products first</source>
        <translation>乘积从大到小</translation>
    </message>
    <message>
        <source>Output channel</source>
        <translation>输出通道</translation>
    </message>
    <message>
        <source>The chosen map; point at the number that is to be worked out</source>
        <translation>所选特征图；点选要演算的数值</translation>
    </message>
    <message>
        <source>The largest products first; off: in the order of the inputs</source>
        <translation>先列出最大的乘积；关闭时按输入的顺序</translation>
    </message>
    <message>
        <source>The units of the layer; choose the one to be worked out</source>
        <translation>该层的单元；选择要演算的一个</translation>
    </message>
    <message>
        <source>Which map the number is from</source>
        <translation>该数值来自哪张特征图</translation>
    </message>
    <message>
        <source>{0} at {1}</source>
        <translation>{0}，位置 {1}</translation>
    </message>
</context>
<context>
    <name>HandView</name>
    <message>
        <source>(the layer itself: {0})</source>
        <translation>（该层自身的输出：{0}）</translation>
    </message>
    <message>
        <source>Sum of the products: &lt;b&gt;{0}&lt;/b&gt;</source>
        <translation>乘积之和：&lt;b&gt;{0}&lt;/b&gt;</translation>
    </message>
    <message>
        <source>Sum of the products: {0}; with the bias {1}: &lt;b&gt;{2}&lt;/b&gt;</source>
        <translation>乘积之和：{0}；加上偏置 {1}：&lt;b&gt;{2}&lt;/b&gt;</translation>
    </message>
    <message>
        <source>Sum {0} / {1} = &lt;b&gt;{2}&lt;/b&gt;</source>
        <translation>总和 {0} / {1} = &lt;b&gt;{2}&lt;/b&gt;</translation>
    </message>
    <message>
        <source>The greatest: &lt;b&gt;{0}&lt;/b&gt;</source>
        <translation>最大值：&lt;b&gt;{0}&lt;/b&gt;</translation>
    </message>
    <message>
        <source>The numbers, their weights and the products</source>
        <translation>数值、权重与乘积</translation>
    </message>
    <message>
        <source>The result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>channel {0}</source>
        <translation>通道 {0}</translation>
    </message>
</context>
<context>
    <name>Head</name>
    <message>
        <source>Best saved</source>
        <translation>保存的最佳权重</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Evaluate</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>Figures, tables and plots as files</source>
        <translation>把指标、表格和图保存为文件</translation>
    </message>
    <message>
        <source>How much is judged</source>
        <translation>已评判多少</translation>
    </message>
    <message>
        <source>Judge now</source>
        <translation>现在评判</translation>
    </message>
    <message>
        <source>Judge the validation part again while the run goes on. It takes one processor core, and at most a tenth of the time</source>
        <translation>在运行过程中再次评判验证部分。占用一个处理器核心，最多占十分之一的时间</translation>
    </message>
    <message>
        <source>Last saved</source>
        <translation>保存的最后权重</translation>
    </message>
    <message>
        <source>Last weights</source>
        <translation>最后的权重</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Live: each epoch</source>
        <translation>实时：每个 epoch</translation>
    </message>
    <message>
        <source>Live: every 5 s</source>
        <translation>实时：每 5 秒</translation>
    </message>
    <message>
        <source>Newest: step {0}</source>
        <translation>最新：第 {0} 步</translation>
    </message>
    <message>
        <source>Not live</source>
        <translation>非实时</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Stop judging</source>
        <translation>停止评判</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>The part of the data that is judged</source>
        <translation>被评判的数据部分</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Which weights of the run judge</source>
        <translation>用运行的哪些权重评判</translation>
    </message>
    <message>
        <source>best weights</source>
        <translation>最佳权重</translation>
    </message>
    <message>
        <source>last weights</source>
        <translation>最后的权重</translation>
    </message>
    <message>
        <source>looked at once</source>
        <translation>看过一次</translation>
    </message>
    <message>
        <source>looked at {0} times</source>
        <translation>看过 {0} 次</translation>
    </message>
    <message>
        <source>{0} of {1} samples, {2}</source>
        <translation>{1} 个样本中的 {0} 个，{2}</translation>
    </message>
    <message>
        <source>{0} samples, {1}</source>
        <translation>{0} 个样本，{1}</translation>
    </message>
</context>
<context>
    <name>HeatMap</name>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>HelpPanel</name>
    <message>
        <source>Choose a layer, a step, a loss or a field; its help is shown here. F1 brings it to the front.</source>
        <translation>选择一个层、步骤、损失或字段，这里会显示它的帮助。按 F1 可将其置于最前。</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>What is known of the chosen layer, step or field</source>
        <translation>关于所选层、步骤或字段的说明</translation>
    </message>
</context>
<context>
    <name>ImageStrip</name>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>InputView</name>
    <message>
        <source>The columns that the network gets</source>
        <translation>网络得到的各列</translation>
    </message>
    <message>
        <source>The series that the network gets</source>
        <translation>网络得到的序列</translation>
    </message>
    <message>
        <source>The tokens that the network gets</source>
        <translation>网络得到的词元</translation>
    </message>
    <message>
        <source>What the network gets</source>
        <translation>网络得到的输入</translation>
    </message>
</context>
<context>
    <name>Inside</name>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>手算</translation>
    </message>
    <message>
        <source>Copy, save as a picture or as numbers</source>
        <translation>复制，保存为图片或数值</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>卷积核</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>检视</translation>
    </message>
    <message>
        <source>Maps</source>
        <translation>特征图</translation>
    </message>
    <message>
        <source>One number of the layer, worked out as on paper</source>
        <translation>像在纸上一样演算该层的一个数值</translation>
    </message>
    <message>
        <source>The weights of the layer as pictures</source>
        <translation>以图片显示该层的权重</translation>
    </message>
    <message>
        <source>What matters</source>
        <translation>重要之处</translation>
    </message>
    <message>
        <source>What the layer makes of the sample, and what each number of it sees</source>
        <translation>该层对样本的输出，以及其中每个数值能看到什么</translation>
    </message>
    <message>
        <source>What to look at</source>
        <translation>查看什么</translation>
    </message>
    <message>
        <source>Where each head of the layer looks</source>
        <translation>该层的每个注意力头看向哪里</translation>
    </message>
    <message>
        <source>Which inputs the answer hangs on</source>
        <translation>答案取决于哪些输入</translation>
    </message>
</context>
<context>
    <name>InspectPanel</name>
    <message>
        <source>Given back with a mean squared error of {0}</source>
        <translation>还原的均方误差为 {0}</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>检视</translation>
    </message>
    <message>
        <source>Look at a run that was trained before</source>
        <translation>查看以前训练过的一次训练</translation>
    </message>
    <message>
        <source>Open run…</source>
        <translation>打开训练…</translation>
    </message>
    <message>
        <source>Predicted: {0}</source>
        <translation>预测：{0}</translation>
    </message>
    <message>
        <source>Reading a sample…</source>
        <translation>正在读取样本…</translation>
    </message>
    <message>
        <source>Saved: {0}</source>
        <translation>已保存：{0}</translation>
    </message>
    <message>
        <source>Train first, or open a run: then this shows what each layer makes of a sample.</source>
        <translation>请先训练，或打开一次训练：之后这里会显示每一层对样本的输出。</translation>
    </message>
    <message>
        <source>True: {0}</source>
        <translation>真实值：{0}</translation>
    </message>
    <message>
        <source>What the model says of the sample</source>
        <translation>模型对该样本的判断</translation>
    </message>
    <message>
        <source>step {0}</source>
        <translation>第 {0} 步</translation>
    </message>
</context>
<context>
    <name>KeepDialog</name>
    <message>
        <source>A class that is not in the list; Enter keeps the picture in it</source>
        <translation>列表中没有的类别；按回车把图片存入该类别</translation>
    </message>
    <message>
        <source>Choose another folder</source>
        <translation>选择另一个文件夹</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Folder for the kept pictures</source>
        <translation>存放图片的文件夹</translation>
    </message>
    <message>
        <source>Folder of the kept pictures</source>
        <translation>已保存图片的文件夹</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Keep as…</source>
        <translation>保存为…</translation>
    </message>
    <message>
        <source>Keep the picture in the chosen class (Enter)</source>
        <translation>把图片存入所选类别（回车）</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Make this folder the data of the experiment; can be undone</source>
        <translation>把此文件夹作为实验的数据；可以撤销</translation>
    </message>
    <message>
        <source>Name of another class</source>
        <translation>另一个类别的名称</translation>
    </message>
    <message>
        <source>Show the folder in the file manager</source>
        <translation>在文件管理器中显示此文件夹</translation>
    </message>
    <message>
        <source>The class to keep the picture in; a double click keeps it</source>
        <translation>存放图片的类别；双击即保存</translation>
    </message>
    <message>
        <source>Train with it</source>
        <translation>用它训练</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>发生了什么</translation>
    </message>
    <message>
        <source>another class</source>
        <translation>另一个类别</translation>
    </message>
</context>
<context>
    <name>Keeping</name>
    <message>
        <source>Kept as “{0}”: {1}</source>
        <translation>已保存为“{0}”：{1}</translation>
    </message>
    <message>
        <source>The class “{0}” has no pictures.</source>
        <translation>类别“{0}”没有图片。</translation>
    </message>
    <message>
        <source>The data are now the {0} kept pictures in {1} classes. Undo brings the earlier data back.</source>
        <translation>现在的数据是 {1} 个类别中保存的 {0} 张图片。撤销可恢复之前的数据。</translation>
    </message>
    <message>
        <source>There is no picture to keep: draw something, or open one.</source>
        <translation>没有可保存的图片：画点什么，或打开一张。</translation>
    </message>
    <message>
        <source>Two classes are needed, with a few pictures each.</source>
        <translation>需要两个类别，每个类别有几张图片。</translation>
    </message>
    <message>
        <source>train with the kept pictures</source>
        <translation>用保存的图片训练</translation>
    </message>
</context>
<context>
    <name>LayerList</name>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>The layers of the run's model; choose one to see what it makes of the sample</source>
        <translation>本次训练所用模型的各层；选择一层，查看它对样本的输出</translation>
    </message>
</context>
<context>
    <name>LegendEntry</name>
    <message>
        <source>{curve}: click to hide or show</source>
        <translation>{curve}：点击以隐藏或显示</translation>
    </message>
</context>
<context>
    <name>ListButton</name>
    <message>
        <source>CSV files (*.csv *.tsv *.txt)</source>
        <translation>CSV 文件 (*.csv *.tsv *.txt)</translation>
    </message>
    <message>
        <source>List</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Read CSV…</source>
        <translation>读取 CSV…</translation>
    </message>
    <message>
        <source>Read corrections</source>
        <translation>读取更正</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>另存为 CSV…</translation>
    </message>
    <message>
        <source>Save the corrections</source>
        <translation>保存更正</translation>
    </message>
    <message>
        <source>Save the corrections as a CSV file, for others to use; or read theirs</source>
        <translation>将更正保存为 CSV 文件供他人使用，或读取他人的更正</translation>
    </message>
    <message>
        <source>Saved {0} corrections: {1}</source>
        <translation>已保存 {0} 处更正：{1}</translation>
    </message>
    <message>
        <source>{0} (and {1} more)</source>
        <translation>{0}（另有 {1} 处）</translation>
    </message>
    <message>
        <source>{0} corrections were read: {1} new, {2} in place of others.</source>
        <translation>已读取 {0} 处更正：新增 {1} 处，替换 {2} 处。</translation>
    </message>
    <message>
        <source>{0} is too large for a list of corrections.</source>
        <translation>{0} 太大，不像是更正列表。</translation>
    </message>
</context>
<context>
    <name>ListEdits</name>
    <message>
        <source>Layers of several containers cannot be grouped. Choose layers that stand in one.</source>
        <translation>不同容器中的层不能组合。请选择同一个容器中的层。</translation>
    </message>
    <message>
        <source>add {0}</source>
        <translation>添加 {0}</translation>
    </message>
    <message>
        <source>change {0}</source>
        <translation>修改 {0}</translation>
    </message>
    <message>
        <source>group as {0}</source>
        <translation>组合为 {0}</translation>
    </message>
    <message>
        <source>move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>ungroup</source>
        <translation>取消组合</translation>
    </message>
</context>
<context>
    <name>LogPanel</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>What happened, the newest last</source>
        <translation>发生过的事情，最新的在最后</translation>
    </message>
    <message>
        <source>What happens is written down here.</source>
        <translation>运行情况会记录在这里。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>&amp;Templates</source>
        <translation>模板(&amp;T)</translation>
    </message>
    <message>
        <source>Run opened: {0}</source>
        <translation>已打开训练：{0}</translation>
    </message>
    <message>
        <source>The workbench</source>
        <translation>工作台</translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message>
        <source>row {row}, column {column}: {values}</source>
        <translation>第 {row} 行，第 {column} 列：{values}</translation>
    </message>
</context>
<context>
    <name>MapsView</name>
    <message>
        <source>Larger tiles (+)</source>
        <translation>放大图块 (+)</translation>
    </message>
    <message>
        <source>One scale</source>
        <translation>统一标尺</translation>
    </message>
    <message>
        <source>One scale for all maps</source>
        <translation>所有特征图使用同一标尺</translation>
    </message>
    <message>
        <source>Smaller tiles (−)</source>
        <translation>缩小图块 (−)</translation>
    </message>
    <message>
        <source>The chosen map; choose a pixel with the mouse or the arrow keys</source>
        <translation>所选特征图；用鼠标或方向键选择像素</translation>
    </message>
    <message>
        <source>The maps of the layer; Enter goes on to the pixels of one</source>
        <translation>该层的特征图；按 Enter 进入其中一张的像素</translation>
    </message>
    <message>
        <source>The numbers of the layer</source>
        <translation>该层的数值</translation>
    </message>
    <message>
        <source>The numbers of the layer: one row for each step or channel</source>
        <translation>该层的数值：每个时间步或通道一行</translation>
    </message>
    <message>
        <source>The output is too large to be kept; only its statistics are shown.</source>
        <translation>输出太大，无法保留；只显示其统计量。</translation>
    </message>
    <message>
        <source>The same colours for the same numbers in all maps. Off: each map has its own, from its least number on.</source>
        <translation>所有特征图中相同的数值用相同的颜色。关闭时每张图各用自己的标尺，从其最小值开始。</translation>
    </message>
    <message>
        <source>Tiles as large as the panel has room for</source>
        <translation>图块大小适应面板</translation>
    </message>
    <message>
        <source>channel {0} ({1}, {2}): {3}</source>
        <translation>通道 {0}（{1}，{2}）：{3}</translation>
    </message>
    <message>
        <source>channel {0}: choose a pixel</source>
        <translation>通道 {0}：请选择像素</translation>
    </message>
    <message>
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>input: it sees {0}</source>
        <translation>输入：可见范围 {0}</translation>
    </message>
    <message>
        <source>this number sees no input</source>
        <translation>该数值看不到任何输入</translation>
    </message>
</context>
<context>
    <name>MattersControls</name>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Begin at</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>Cover with</source>
        <translation>遮挡为</translation>
    </message>
    <message>
        <source>How far the patch goes on each time; “fits”: half its size</source>
        <translation>遮挡块每次移动多远；“自动”：其大小的一半</translation>
    </message>
    <message>
        <source>How it is found out what matters</source>
        <translation>用什么方法找出重要之处</translation>
    </message>
    <message>
        <source>How many noisy copies are averaged</source>
        <translation>对多少个加噪声的副本求平均</translation>
    </message>
    <message>
        <source>How many pixels, steps or columns wide the patch is that covers a place</source>
        <translation>遮挡块的宽度（像素、时间步或列数）</translation>
    </message>
    <message>
        <source>How much the colours cover the picture</source>
        <translation>颜色遮盖图片的程度</translation>
    </message>
    <message>
        <source>In how many steps the way is gone</source>
        <translation>路径分成多少步</translation>
    </message>
    <message>
        <source>Input gradient</source>
        <translation>输入梯度</translation>
    </message>
    <message>
        <source>Input × gradient</source>
        <translation>输入 × 梯度</translation>
    </message>
    <message>
        <source>Integrated gradients</source>
        <translation>积分梯度</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Occlusion</source>
        <translation>遮挡</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>Opacity of the colours</source>
        <translation>颜色的不透明度</translation>
    </message>
    <message>
        <source>Patch</source>
        <translation>遮挡块</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Samples or steps</source>
        <translation>副本数或步数</translation>
    </message>
    <message>
        <source>Size of the patch</source>
        <translation>遮挡块大小</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Stride of the patch</source>
        <translation>遮挡块步幅</translation>
    </message>
    <message>
        <source>The empty input from which the way begins: a number as the network gets it, or a grey</source>
        <translation>路径起点的空白输入：网络所得到的一个数值，或一种灰度</translation>
    </message>
    <message>
        <source>The layer whose maps are looked at</source>
        <translation>查看哪一层的特征图</translation>
    </message>
    <message>
        <source>The number that stands for nothing</source>
        <translation>表示空白的数值</translation>
    </message>
    <message>
        <source>What stands for nothing</source>
        <translation>什么表示空白</translation>
    </message>
    <message>
        <source>What stands where the input is covered: a number as the network gets it, or a grey of the picture</source>
        <translation>被遮挡处放什么：网络所得到的一个数值，或图像的一种灰度</translation>
    </message>
    <message>
        <source>Which answer is to be explained</source>
        <translation>要解释哪个答案</translation>
    </message>
    <message>
        <source>black</source>
        <translation>黑</translation>
    </message>
    <message>
        <source>every</source>
        <translation>每隔</translation>
    </message>
    <message>
        <source>fits</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>grey</source>
        <translation>灰</translation>
    </message>
    <message>
        <source>its mean</source>
        <translation>其均值</translation>
    </message>
    <message>
        <source>number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>the last with maps</source>
        <translation>最后一个有特征图的层</translation>
    </message>
    <message>
        <source>white</source>
        <translation>白</translation>
    </message>
    <message>
        <source>zero</source>
        <translation>零</translation>
    </message>
</context>
<context>
    <name>MattersView</name>
    <message>
        <source>Again</source>
        <translation>重新计算</translation>
    </message>
    <message>
        <source>An autoencoder has no answer that could be explained.</source>
        <translation>自编码器没有可解释的答案。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>How to read it</source>
        <translation>如何解读</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Stop working it out</source>
        <translation>停止计算</translation>
    </message>
    <message>
        <source>Work it out again, with the newest weights</source>
        <translation>用最新的权重重新计算</translation>
    </message>
    <message>
        <source>score of {0}: {1}</source>
        <translation>{0} 的得分：{1}</translation>
    </message>
    <message>
        <source>step {0}</source>
        <translation>第 {0} 步</translation>
    </message>
</context>
<context>
    <name>Measuring</name>
    <message>
        <source>Measured: mean {0}, std {1}</source>
        <translation>测得：均值 {0}，标准差 {1}</translation>
    </message>
    <message>
        <source>measure mean, std</source>
        <translation>测量均值和标准差</translation>
    </message>
</context>
<context>
    <name>MendButtons</name>
    <message>
        <source>Exclude</source>
        <translation>排除</translation>
    </message>
    <message>
        <source>Give what is chosen another class, from the next run on; files stay as they are</source>
        <translation>给所选样本换一个类别，从下一次运行起生效；文件保持不变</translation>
    </message>
    <message>
        <source>Label is…</source>
        <translation>标签为…</translation>
    </message>
    <message>
        <source>Leave what is chosen out from the next run on (Delete); files stay as they are</source>
        <translation>从下一次运行起排除所选样本（Delete）；文件保持不变</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>What is chosen is again as its data set has it</source>
        <translation>所选样本恢复为数据集中的样子</translation>
    </message>
    <message>
        <source>{0} are chosen, for all of them:</source>
        <translation>已选 {0} 个，以下操作对全部生效：</translation>
    </message>
</context>
<context>
    <name>Mending</name>
    <message>
        <source>As predicted, each for itself ({0})</source>
        <translation>各按其预测（{0}）</translation>
    </message>
    <message>
        <source>As predicted: {0}</source>
        <translation>按预测：{0}</translation>
    </message>
    <message>
        <source>Corrected; the data say {0}</source>
        <translation>已更正；数据中为 {0}</translation>
    </message>
    <message>
        <source>From the next run on: {0}</source>
        <translation>从下一次运行起：{0}</translation>
    </message>
    <message>
        <source>Left out from the next run on</source>
        <translation>从下一次运行起不使用</translation>
    </message>
    <message>
        <source>The experiment that is open is about other data than this run.</source>
        <translation>打开的实验所用的数据与这次运行不同。</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Examples</source>
        <translation>示例(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>跟随系统(&amp;S)</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>No files yet</source>
        <translation>暂无文件</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>The language changes with the next start.</source>
        <translation>语言将在下次启动时更改。</translation>
    </message>
</context>
<context>
    <name>Message</name>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
</context>
<context>
    <name>Mishaps</name>
    <message>
        <source>Something unforeseen went wrong: {0}. The program goes on.</source>
        <translation>发生了意料之外的错误：{0}。程序继续运行。</translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
</context>
<context>
    <name>ModelPanel</name>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>No layers yet. Double-click one in the palette, or drag it here.</source>
        <translation>还没有层。在组件面板中双击，或拖到这里。</translation>
    </message>
    <message>
        <source>Palette of layers</source>
        <translation>层的组件面板</translation>
    </message>
    <message>
        <source>depth</source>
        <translation>深</translation>
    </message>
    <message>
        <source>height</source>
        <translation>高</translation>
    </message>
    <message>
        <source>length</source>
        <translation>长</translation>
    </message>
    <message>
        <source>width</source>
        <translation>宽</translation>
    </message>
    <message>
        <source>{0} = {1}, from the layer before</source>
        <translation>{0} = {1}，由上一层得出</translation>
    </message>
    <message>
        <source>{0} activations for each sample</source>
        <translation>每个样本的激活值 {0}</translation>
    </message>
    <message>
        <source>{0} mult-adds and {1} activations for each sample</source>
        <translation>每个样本 {0} 次乘加，激活值 {1}</translation>
    </message>
    <message>
        <source>{0} parameters · {1} mult-adds · {2} activations</source>
        <translation>{0} 个参数 · {1} 次乘加 · {2} 激活值</translation>
    </message>
    <message>
        <source>{0} parameters, {3} learn · {1} mult-adds · {2} activations</source>
        <translation>{0} 个参数，其中 {3} 个参与学习 · {1} 次乘加 · {2} 激活值</translation>
    </message>
    <message>
        <source>{0} tokens out of {1}</source>
        <translation>{0} 个词元（词表 {1}）</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
</context>
<context>
    <name>NumbersView</name>
    <message>
        <source>A residual is what is true minus what is predicted</source>
        <translation>残差是真实值减去预测值</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Predicted over true</source>
        <translation>预测值对真实值</translation>
    </message>
    <message>
        <source>Residuals over predicted</source>
        <translation>残差对预测值</translation>
    </message>
    <message>
        <source>What is drawn</source>
        <translation>绘制什么</translation>
    </message>
    <message>
        <source>Which of the numbers that the model predicts</source>
        <translation>模型预测的哪个数</translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>residuals: mean {0}, standard deviation {1}</source>
        <translation>残差：平均 {0}，标准差 {1}</translation>
    </message>
    <message>
        <source>true</source>
        <translation>真实</translation>
    </message>
    <message>
        <source>true − predicted</source>
        <translation>真实 − 预测</translation>
    </message>
</context>
<context>
    <name>OverviewView</name>
    <message>
        <source>1 is perfect, 0 no better than always saying the mean</source>
        <translation>1 为完美，0 表示不比总是给出平均值更好</translation>
    </message>
    <message>
        <source>A double click, or Enter, shows the samples of the class</source>
        <translation>双击或按 Enter 显示该类别的样本</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Area under the ROC curve</source>
        <translation>ROC 曲线下面积</translation>
    </message>
    <message>
        <source>Area under the ROC curve of the class against the rest</source>
        <translation>该类别对其余类别的 ROC 曲线下面积</translation>
    </message>
    <message>
        <source>Area under the ROC curve, the mean over the classes: how well the probability of a class puts its samples before the others (0.5: as chance would, 1: perfectly)</source>
        <translation>ROC 曲线下面积，对各类别取平均：某一类别的概率能多好地把它的样本排在其他样本之前（0.5：与随机相同，1：完美）</translation>
    </message>
    <message>
        <source>Area under the ROC curve, the mean over the outputs</source>
        <translation>ROC 曲线下面积，对各输出取平均</translation>
    </message>
    <message>
        <source>Balanced accuracy: the mean of the recall over the classes</source>
        <translation>平衡准确率：各类别召回率的平均</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Error {0} to {1}</source>
        <translation>误差 {0} 到 {1}</translation>
    </message>
    <message>
        <source>Errors of the samples</source>
        <translation>各样本的误差</translation>
    </message>
    <message>
        <source>Errors of the samples, from {0} to {1}</source>
        <translation>各样本的误差，从 {0} 到 {1}</translation>
    </message>
    <message>
        <source>Expected calibration error: how far off the model's confidence is on the average</source>
        <translation>期望校准误差：模型的置信度平均偏离多少</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>For {0} of {1} samples the model gives no number: it has diverged.</source>
        <translation>{1} 个样本中有 {0} 个模型给出的不是数：它已经发散。</translation>
    </message>
    <message>
        <source>How many samples are a yes</source>
        <translation>有多少样本为“是”</translation>
    </message>
    <message>
        <source>How many samples are of the class</source>
        <translation>有多少样本属于该类别</translation>
    </message>
    <message>
        <source>How many samples have an error of this size; a click shows them</source>
        <translation>有多少样本的误差是这个大小；单击显示它们</translation>
    </message>
    <message>
        <source>Largest error</source>
        <translation>误差最大</translation>
    </message>
    <message>
        <source>Most confused with</source>
        <translation>最常混淆为</translation>
    </message>
    <message>
        <source>Of the losses of the samples, in order</source>
        <translation>各样本的损失，按大小排列</translation>
    </message>
    <message>
        <source>Of those that are a yes, the share that is said to be one</source>
        <translation>确实为“是”的样本中被判断为“是”的比例</translation>
    </message>
    <message>
        <source>Of those that are of the class, the share that is taken for it</source>
        <translation>属于该类别的样本中，被判为该类别的比例</translation>
    </message>
    <message>
        <source>Of those that are said to be a yes, the share that is one</source>
        <translation>判断为“是”的样本中确实为“是”的比例</translation>
    </message>
    <message>
        <source>Of those that are taken for the class, the share that is of it</source>
        <translation>被判为该类别的样本中，确实属于它的比例</translation>
    </message>
    <message>
        <source>Of what the network gets, after all steps</source>
        <translation>就网络经过所有步骤后得到的内容而言</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>So many samples were judged</source>
        <translation>评判了这么多样本</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>样本数</translation>
    </message>
    <message>
        <source>The class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>The error of the worst sample</source>
        <translation>最差样本的误差</translation>
    </message>
    <message>
        <source>The harmonic mean of precision and recall</source>
        <translation>精确率和召回率的调和平均</translation>
    </message>
    <message>
        <source>The mean absolute error, in the units of the data</source>
        <translation>平均绝对误差，以数据的单位表示</translation>
    </message>
    <message>
        <source>The mean difference of the probability from 0 or 1</source>
        <translation>概率与 0 或 1 之差的平均值</translation>
    </message>
    <message>
        <source>The mean loss, as in training</source>
        <translation>平均损失，与训练中相同</translation>
    </message>
    <message>
        <source>The mean of F1 over the classes, each of them counted alike: rare ones as much as frequent ones</source>
        <translation>各类别 F1 的平均，每个类别同等计算：少见的与常见的一样</translation>
    </message>
    <message>
        <source>The mean of F1 over the outputs</source>
        <translation>各输出 F1 的平均值</translation>
    </message>
    <message>
        <source>The mean squared error of the probabilities; 0 is perfect</source>
        <translation>概率的均方误差；0 为完美</translation>
    </message>
    <message>
        <source>The root of the mean squared error, in the units of the data</source>
        <translation>均方误差的平方根，以数据的单位表示</translation>
    </message>
    <message>
        <source>The share of samples of which all outputs are right</source>
        <translation>所有输出都正确的样本所占比例</translation>
    </message>
    <message>
        <source>The share of samples that are right</source>
        <translation>做对的样本的比例</translation>
    </message>
    <message>
        <source>The share of samples whose true class is among the {0} most probable ones</source>
        <translation>真实类别在概率最高的 {0} 个之中的样本的比例</translation>
    </message>
    <message>
        <source>The share of the answers that are right</source>
        <translation>回答正确的比例</translation>
    </message>
    <message>
        <source>What most of its wrong samples are taken for</source>
        <translation>它的错误样本大多被判为什么</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>all right</source>
        <translation>全部正确</translation>
    </message>
    <message>
        <source>balanced</source>
        <translation>平衡准确率</translation>
    </message>
    <message>
        <source>best</source>
        <translation>最好</translation>
    </message>
    <message>
        <source>best quarter</source>
        <translation>最好的四分之一</translation>
    </message>
    <message>
        <source>largest error</source>
        <translation>最大误差</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>macro F1</source>
        <translation>宏平均 F1</translation>
    </message>
    <message>
        <source>mean absolute error</source>
        <translation>平均绝对误差</translation>
    </message>
    <message>
        <source>median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>top {0}</source>
        <translation>前 {0}</translation>
    </message>
    <message>
        <source>worst</source>
        <translation>最差</translation>
    </message>
    <message>
        <source>worst quarter</source>
        <translation>最差的四分之一</translation>
    </message>
</context>
<context>
    <name>OwnCodeDialog</name>
    <message>
        <source>A file with a layer, a loss and a transform to begin with</source>
        <translation>一个包含层、损失和变换的文件，作为起点</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>允许</translation>
    </message>
    <message>
        <source>Allowed. It adds: {0}</source>
        <translation>已允许。它提供：{0}</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Close this window</source>
        <translation>关闭此窗口</translation>
    </message>
    <message>
        <source>Do not let this file run any more</source>
        <translation>不再允许运行此文件</translation>
    </message>
    <message>
        <source>Files of own code</source>
        <translation>自有代码文件</translation>
    </message>
    <message>
        <source>Let this file run, as it is shown here</source>
        <translation>允许运行此处显示的文件</translation>
    </message>
    <message>
        <source>New from template</source>
        <translation>从模板新建</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Own code</source>
        <translation>自有代码</translation>
    </message>
    <message>
        <source>Revoke</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Show the folder of own code</source>
        <translation>显示自有代码文件夹</translation>
    </message>
    <message>
        <source>Text of the file</source>
        <translation>文件内容</translation>
    </message>
    <message>
        <source>The Python files of your folder</source>
        <translation>你的文件夹中的 Python 文件</translation>
    </message>
    <message>
        <source>The file has changed since you allowed it. Read it again. It declares: {0}</source>
        <translation>文件在你允许之后已更改。请重新阅读。它声明：{0}</translation>
    </message>
    <message>
        <source>The whole file; letters that cannot be seen are written out</source>
        <translation>整个文件；看不见的字符会写成代码</translation>
    </message>
    <message>
        <source>There are no files in {0}. Begin with “New from template”, or put a Python file there.</source>
        <translation>{0} 中没有文件。请从“从模板新建”开始，或放入一个 Python 文件。</translation>
    </message>
    <message>
        <source>This code can do whatever you can do on this computer. Read it before you allow it. It declares: {0}</source>
        <translation>这段代码能在此计算机上做你能做的一切。允许之前请先阅读。它声明：{0}</translation>
    </message>
    <message>
        <source>{0}: allowed</source>
        <translation>{0}：已允许</translation>
    </message>
    <message>
        <source>{0}: changed, not allowed</source>
        <translation>{0}：已更改，未允许</translation>
    </message>
    <message>
        <source>{0}: not allowed yet</source>
        <translation>{0}：尚未允许</translation>
    </message>
</context>
<context>
    <name>PartChoice</name>
    <message>
        <source>change {0}</source>
        <translation>修改 {0}</translation>
    </message>
    <message>
        <source>choose {0}</source>
        <translation>选择 {0}</translation>
    </message>
    <message>
        <source>{0} (unknown)</source>
        <translation>{0}（未知）</translation>
    </message>
</context>
<context>
    <name>PartDelegate</name>
    <message>
        <source>+ input</source>
        <translation>+ 输入</translation>
    </message>
    <message>
        <source>Fix</source>
        <translation>修复</translation>
    </message>
    <message>
        <source>Fold or unfold what is inside (Left, Right)</source>
        <translation>折叠或展开其中的内容（左、右方向键）</translation>
    </message>
    <message>
        <source>Here ends {0}. Drop a layer above this line to put it inside.</source>
        <translation>{0} 到此结束。把层放到这条线上方即可放入其中。</translation>
    </message>
    <message>
        <source>In use; click to leave it out</source>
        <translation>使用中；点击以停用</translation>
    </message>
    <message>
        <source>Left out; click to use it</source>
        <translation>已停用；点击以使用</translation>
    </message>
    <message>
        <source>No parameters.</source>
        <translation>没有参数。</translation>
    </message>
    <message>
        <source>Parameters of {part}</source>
        <translation>{part} 的参数</translation>
    </message>
    <message>
        <source>Unknown, and kept as it stands in the file: {0}</source>
        <translation>未知，按文件中的原样保留：{0}</translation>
    </message>
    <message>
        <source>added</source>
        <translation>相加</translation>
    </message>
    <message>
        <source>multiplied</source>
        <translation>相乘</translation>
    </message>
    <message>
        <source>side by side along axis {dim}</source>
        <translation>沿第 {dim} 轴拼接</translation>
    </message>
</context>
<context>
    <name>PartForm</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation><numerusform>还有 %n 项</numerusform></translation>
    </message>
    <message>
        <source>Fewer</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Reset to {default}</source>
        <translation>重置为 {default}</translation>
    </message>
    <message>
        <source>Show or hide the parameters that are rarely changed</source>
        <translation>显示或隐藏不常修改的参数</translation>
    </message>
</context>
<context>
    <name>PartMenuButton</name>
    <message>
        <source>Choose what to add; it is put after the selected one</source>
        <translation>选择要添加的内容；它会放在所选项之后</translation>
    </message>
</context>
<context>
    <name>PartModel</name>
    <message>
        <source>end of {0}</source>
        <translation>{0} 的末尾</translation>
    </message>
    <message>
        <source>level {0}</source>
        <translation>第 {0} 层级</translation>
    </message>
    <message>
        <source>problem: {words}</source>
        <translation>问题：{words}</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>{count} parameters</source>
        <translation>{count} 个参数</translation>
    </message>
</context>
<context>
    <name>PartPalette</name>
    <message>
        <source>Double click, Enter or drag inserts</source>
        <translation>双击、按回车键或拖动即可插入</translation>
    </message>
    <message>
        <source>Find a layer</source>
        <translation>查找层</translation>
    </message>
    <message>
        <source>Find a transform</source>
        <translation>查找变换</translation>
    </message>
    <message>
        <source>Layers by group</source>
        <translation>按组列出的层</translation>
    </message>
    <message>
        <source>Nothing is called or does “{words}”.</source>
        <translation>没有名称或功能与“{words}”相符的内容。</translation>
    </message>
    <message>
        <source>Part of a name, of a group or of what it does; Enter inserts the best hit</source>
        <translation>输入名称、分组或功能的一部分；按回车键插入最匹配的一项</translation>
    </message>
    <message>
        <source>Transforms by group</source>
        <translation>按组列出的变换</translation>
    </message>
</context>
<context>
    <name>PartView</name>
    <message>
        <source>Drag to move, Space switches on or off, Enter edits, Delete removes</source>
        <translation>拖动以移动，空格键启用或停用，回车键编辑，Delete 键移除</translation>
    </message>
</context>
<context>
    <name>PicturePage</name>
    <message>
        <source>Another sample</source>
        <translation>换一个样本</translation>
    </message>
    <message>
        <source>Paste a picture (Ctrl+V)</source>
        <translation>粘贴图片 (Ctrl+V)</translation>
    </message>
    <message>
        <source>Take another picture of the test part</source>
        <translation>取测试集的另一张图片</translation>
    </message>
    <message>
        <source>The picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>The picture after all steps of the input pipeline</source>
        <translation>经过输入流程所有步骤之后的图片</translation>
    </message>
    <message>
        <source>The picture; others can be dropped here</source>
        <translation>图片；也可以把别的图片拖到这里</translation>
    </message>
    <message>
        <source>There is no picture in the clipboard.</source>
        <translation>剪贴板里没有图片。</translation>
    </message>
    <message>
        <source>What the network sees</source>
        <translation>网络看到的</translation>
    </message>
    <message>
        <source>Which parts count is said here.</source>
        <translation>哪些部分起作用，会在这里说明。</translation>
    </message>
    <message>
        <source>pasted</source>
        <translation>已粘贴</translation>
    </message>
    <message>
        <source>what the network sees</source>
        <translation>网络看到的</translation>
    </message>
    <message>
        <source>{0} could not be read: {1}.</source>
        <translation>无法读取 {0}：{1}。</translation>
    </message>
</context>
<context>
    <name>PicturePanel</name>
    <message>
        <source>1 layer</source>
        <translation>1 层</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Draw what repeats only once</source>
        <translation>重复的部分只画一次</translation>
    </message>
    <message>
        <source>Fit to the width</source>
        <translation>适合宽度</translation>
    </message>
    <message>
        <source>Fold every container</source>
        <translation>折叠所有容器</translation>
    </message>
    <message>
        <source>Fold or unfold this container</source>
        <translation>折叠或展开此容器</translation>
    </message>
    <message>
        <source>Full size</source>
        <translation>原始大小</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Picture of the network</source>
        <translation>网络结构图</translation>
    </message>
    <message>
        <source>Save as PNG…</source>
        <translation>另存为 PNG…</translation>
    </message>
    <message>
        <source>Save as SVG…</source>
        <translation>另存为 SVG…</translation>
    </message>
    <message>
        <source>Show the whole picture</source>
        <translation>显示整张图</translation>
    </message>
    <message>
        <source>The picture of the network appears here with its first layer.</source>
        <translation>添加第一个层后，这里会显示网络结构图。</translation>
    </message>
    <message>
        <source>Unfold every container</source>
        <translation>展开所有容器</translation>
    </message>
    <message>
        <source>identity</source>
        <translation>恒等</translation>
    </message>
    <message>
        <source>{count} layers</source>
        <translation>{count} 层</translation>
    </message>
    <message>
        <source>{count} parameters</source>
        <translation>{count} 个参数</translation>
    </message>
</context>
<context>
    <name>PixelView</name>
    <message>
        <source>row {row}, column {column}: {values}</source>
        <translation>第 {row} 行，第 {column} 列：{values}</translation>
    </message>
</context>
<context>
    <name>PredictDialog</name>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>All pictures of a folder</source>
        <translation>一个文件夹中的所有图片</translation>
    </message>
    <message>
        <source>Cannot be read ({0})</source>
        <translation>无法读取（{0}）</translation>
    </message>
    <message>
        <source>Drop pictures or folders here, or choose them.</source>
        <translation>把图片或文件夹拖到这里，或者选择它们。</translation>
    </message>
    <message>
        <source>Folder of pictures to judge</source>
        <translation>要判断的图片所在的文件夹</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Pictures to judge</source>
        <translation>要判断的图片</translation>
    </message>
    <message>
        <source>Train first, or look at a run (Run menu): a model is needed.</source>
        <translation>请先训练，或查看一次运行（“运行”菜单）：需要一个模型。</translation>
    </message>
    <message>
        <source>weights of step {0}</source>
        <translation>第 {0} 步的权重</translation>
    </message>
    <message>
        <source>{0} cannot be read</source>
        <translation>{0} 个无法读取</translation>
    </message>
    <message>
        <source>{0} cannot be written: {1}.</source>
        <translation>无法写入 {0}：{1}。</translation>
    </message>
    <message>
        <source>{0} of {1} files</source>
        <translation>{1} 个文件中的 {0} 个</translation>
    </message>
    <message>
        <source>{0} rows saved in {1}</source>
        <translation>已将 {0} 行保存到 {1}</translation>
    </message>
</context>
<context>
    <name>PredictLayout</name>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>所有文件</translation>
    </message>
    <message>
        <source>All pictures in it, at any depth</source>
        <translation>其中的所有图片，包括各级子文件夹</translation>
    </message>
    <message>
        <source>Ask the newest weights for all files</source>
        <translation>用最新的权重判断所有文件</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Choose pictures (Ctrl+O)</source>
        <translation>选择图片（Ctrl+O）</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Enter or a double click puts a picture before the model, in the panel Draw or Try it</source>
        <translation>回车或双击会在“绘图”或“试一试”面板中把图片交给模型</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>How many files are judged</source>
        <translation>已判断多少文件</translation>
    </message>
    <message>
        <source>Judge again</source>
        <translation>重新判断</translation>
    </message>
    <message>
        <source>Judge the files that are left</source>
        <translation>判断余下的文件</translation>
    </message>
    <message>
        <source>Predict files</source>
        <translation>预测文件</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Show only the files of one class, or those that cannot be read</source>
        <translation>只显示某一类别的文件，或无法读取的文件</translation>
    </message>
    <message>
        <source>Stop; what is known stays</source>
        <translation>停止；已得到的结果保留</translation>
    </message>
    <message>
        <source>Take all files out of the table</source>
        <translation>从表格中移除所有文件</translation>
    </message>
    <message>
        <source>The files with what the model says of them</source>
        <translation>文件以及模型对它们的判断</translation>
    </message>
    <message>
        <source>Which files to show</source>
        <translation>显示哪些文件</translation>
    </message>
    <message>
        <source>Write the rows that are shown as CSV or JSON (Ctrl+S)</source>
        <translation>把显示的行写成 CSV 或 JSON（Ctrl+S）</translation>
    </message>
</context>
<context>
    <name>PredictionBars</name>
    <message>
        <source>Probability of each class</source>
        <translation>每个类别的概率</translation>
    </message>
</context>
<context>
    <name>RateDialog</name>
    <message>
        <source>A new model learns for some steps while its rate grows from one to the next. Nothing of it is kept; schedule and warm-up take no part.</source>
        <translation>用一个新模型训练若干步，每一步都提高学习率。结果不会保留；学习率调度和预热不参与。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>End the search at the next batch</source>
        <translation>在下一批次结束搜索</translation>
    </message>
    <message>
        <source>Find a learning rate</source>
        <translation>寻找学习率</translation>
    </message>
    <message>
        <source>From</source>
        <translation>从</translation>
    </message>
    <message>
        <source>How many rates are tried, with a batch each (20 to 2,000)</source>
        <translation>尝试多少个学习率，每个用一个批次（20 到 2,000）</translation>
    </message>
    <message>
        <source>Leave the learning rate as it is</source>
        <translation>学习率保持不变</translation>
    </message>
    <message>
        <source>Loss over the learning rate</source>
        <translation>损失随学习率的变化</translation>
    </message>
    <message>
        <source>Preparing …</source>
        <translation>正在准备……</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Rate {0}: loss {1}</source>
        <translation>学习率 {0}：损失 {1}</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>重新搜索</translation>
    </message>
    <message>
        <source>Search with the numbers above</source>
        <translation>用上面的数值搜索</translation>
    </message>
    <message>
        <source>Set the learning rate to the largest that is still safe</source>
        <translation>把学习率设为仍然安全的最大值</translation>
    </message>
    <message>
        <source>Set the learning rate to where the loss falls fastest</source>
        <translation>把学习率设为损失下降最快处的值</translation>
    </message>
    <message>
        <source>Steepest descent</source>
        <translation>下降最快</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stopped. Nothing is suggested.</source>
        <translation>已停止，没有建议。</translation>
    </message>
    <message>
        <source>The curve begins with the first batch.</source>
        <translation>曲线从第一个批次开始。</translation>
    </message>
    <message>
        <source>The first rate; so small that nothing is learned</source>
        <translation>第一个学习率；小到学不到任何东西</translation>
    </message>
    <message>
        <source>The last rate; the search ends earlier where the loss diverges</source>
        <translation>最后一个学习率；损失发散时搜索提前结束</translation>
    </message>
    <message>
        <source>The steepest place is close to where the loss diverges: the upper bound is safer.</source>
        <translation>下降最快处离发散处很近：取上限更安全。</translation>
    </message>
    <message>
        <source>Upper bound</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>Use {0}</source>
        <translation>使用 {0}</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>搜索结果</translation>
    </message>
    <message>
        <source>Where the loss falls fastest, a step is long and safe: a good rate to begin with.</source>
        <translation>在损失下降最快处，步子大而安全：适合作为起点的学习率。</translation>
    </message>
    <message>
        <source>Write the rates as numbers, like 1e-7 or 0.5, and the steps as a whole number.</source>
        <translation>学习率请写成数字，例如 1e-7 或 0.5；步数请写成整数。</translation>
    </message>
    <message>
        <source>a tenth of {0}, where the loss diverges</source>
        <translation>{0} 的十分之一，损失在该处发散</translation>
    </message>
    <message>
        <source>diverges</source>
        <translation>发散</translation>
    </message>
    <message>
        <source>here the loss falls fastest</source>
        <translation>损失在此处下降最快</translation>
    </message>
    <message>
        <source>in steps:</source>
        <translation>步数：</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>learning rate {0}</source>
        <translation>学习率 {0}</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>not known: the loss did not diverge up to {0}</source>
        <translation>未知：直到 {0} 损失都没有发散</translation>
    </message>
    <message>
        <source>of each batch</source>
        <translation>每个批次</translation>
    </message>
    <message>
        <source>smoothed</source>
        <translation>平滑后</translation>
    </message>
    <message>
        <source>steepest</source>
        <translation>下降最快</translation>
    </message>
    <message>
        <source>to</source>
        <translation>到</translation>
    </message>
    <message>
        <source>upper bound</source>
        <translation>上限</translation>
    </message>
</context>
<context>
    <name>RecipeStrip</name>
    <message>
        <source>20 × 20</source>
        <translation>20 × 20</translation>
    </message>
    <message>
        <source>Draw something: how it becomes the network's input is shown here, step by step.</source>
        <translation>画点什么：这里会一步一步显示它如何变成网络的输入。</translation>
    </message>
    <message>
        <source>How the drawing is prepared</source>
        <translation>这幅画如何被处理</translation>
    </message>
    <message>
        <source>Put into 28 × 28 pixels so that the centre of mass lies in the middle: as MNIST was made</source>
        <translation>放进 28 × 28 像素，使质心位于正中：MNIST 就是这样制作的</translation>
    </message>
    <message>
        <source>Scaled to fit 20 × 20 pixels; its shape stays. The cross is the centre of mass of the ink</source>
        <translation>缩放到 20 × 20 像素以内，形状不变。十字是墨迹的质心</translation>
    </message>
    <message>
        <source>The same drawing without the recipe: all of it, made smaller</source>
        <translation>不经处理的同一幅画：整幅缩小</translation>
    </message>
    <message>
        <source>What lies in the box</source>
        <translation>框内的部分</translation>
    </message>
    <message>
        <source>Your drawing, and the box around its ink</source>
        <translation>你的画，以及墨迹外的框</translation>
    </message>
    <message>
        <source>box</source>
        <translation>边框</translation>
    </message>
    <message>
        <source>centred</source>
        <translation>居中</translation>
    </message>
    <message>
        <source>cut out</source>
        <translation>裁出</translation>
    </message>
    <message>
        <source>without</source>
        <translation>不处理</translation>
    </message>
</context>
<context>
    <name>Recipes</name>
    <message>
        <source>&amp;Delete</source>
        <translation>删除(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Insert</source>
        <translation>插入(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Rename…</source>
        <translation>重命名(&amp;R)…</translation>
    </message>
    <message>
        <source>Delete the block {0}? Models that hold it keep their layers.</source>
        <translation>删除块 {0}？已使用它的模型会保留其中的层。</translation>
    </message>
    <message>
        <source>For images</source>
        <translation>用于图像</translation>
    </message>
    <message>
        <source>For series</source>
        <translation>用于序列</translation>
    </message>
    <message>
        <source>For tables</source>
        <translation>用于表格</translation>
    </message>
    <message>
        <source>For texts</source>
        <translation>用于文本</translation>
    </message>
    <message>
        <source>Name of the block:</source>
        <translation>块的名称：</translation>
    </message>
    <message>
        <source>Own blocks</source>
        <translation>自己的块</translation>
    </message>
    <message>
        <source>Put these layers in the place of the model's</source>
        <translation>用这些层替换模型中的层</translation>
    </message>
    <message>
        <source>Rename the block</source>
        <translation>重命名块</translation>
    </message>
    <message>
        <source>Replace it?</source>
        <translation>要替换它吗？</translation>
    </message>
    <message>
        <source>Save as block</source>
        <translation>保存为块</translation>
    </message>
    <message>
        <source>Show &amp;folder</source>
        <translation>显示文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>The block is called {0} now.</source>
        <translation>块现在名为 {0}。</translation>
    </message>
    <message>
        <source>The block {0} is deleted.</source>
        <translation>块 {0} 已删除。</translation>
    </message>
    <message>
        <source>The block {0} is in the palette.</source>
        <translation>块 {0} 已在部件栏中。</translation>
    </message>
    <message>
        <source>use the template {0}</source>
        <translation>使用模板 {0}</translation>
    </message>
    <message>
        <source>{0} is the model now; Undo brings the one before back.</source>
        <translation>模型现在是 {0}；撤销可恢复之前的模型。</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Check the files</source>
        <translation>检查文件</translation>
    </message>
    <message>
        <source>Check the files again</source>
        <translation>重新检查文件</translation>
    </message>
    <message>
        <source>Classes without test samples</source>
        <translation>没有测试样本的类别</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>Copy the whole report</source>
        <translation>复制整份报告</translation>
    </message>
    <message>
        <source>Empty files</source>
        <translation>空文件</translation>
    </message>
    <message>
        <source>Enter or a double click shows the sample among the others</source>
        <translation>按回车或双击可在全部样本中显示</translation>
    </message>
    <message>
        <source>Files that cannot be read</source>
        <translation>无法读取的文件</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>检查结果</translation>
    </message>
    <message>
        <source>In the training and the test part</source>
        <translation>同时出现在训练集和测试集中</translation>
    </message>
    <message>
        <source>Make the edit that mends the finding</source>
        <translation>执行能解决此问题的修改</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Nothing is amiss.</source>
        <translation>没有发现问题。</translation>
    </message>
    <message>
        <source>Nothing was checked.</source>
        <translation>没有进行检查。</translation>
    </message>
    <message>
        <source>Of one colour</source>
        <translation>整幅一种颜色</translation>
    </message>
    <message>
        <source>Reading every sample …</source>
        <translation>正在读取每个样本 …</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Show the sample among the others</source>
        <translation>在全部样本中显示</translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation>停止读取</translation>
    </message>
    <message>
        <source>The chosen finding</source>
        <translation>选中的检查结果</translation>
    </message>
    <message>
        <source>The same more than once</source>
        <translation>重复的样本</translation>
    </message>
    <message>
        <source>The same with two labels</source>
        <translation>同一样本有两个标签</translation>
    </message>
    <message>
        <source>The sample of the chosen finding</source>
        <translation>选中结果对应的样本</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Uneven classes</source>
        <translation>类别不均衡</translation>
    </message>
    <message>
        <source>{0} different sizes</source>
        <translation>{0} 种不同的尺寸</translation>
    </message>
    <message>
        <source>{0} other sizes</source>
        <translation>另有 {0} 种尺寸</translation>
    </message>
    <message>
        <source>{0} training and {1} test samples</source>
        <translation>{0} 个训练样本和 {1} 个测试样本</translation>
    </message>
    <message>
        <source>… and {0} more; the copied text has them all</source>
        <translation>… 还有 {0} 条；复制的文本包含全部</translation>
    </message>
</context>
<context>
    <name>ReportsDialog</name>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Restore…</source>
        <translation>恢复(&amp;R)…</translation>
    </message>
    <message>
        <source>&amp;Save as…</source>
        <translation>另存为(&amp;S)…</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>关闭(&amp;L)</translation>
    </message>
    <message>
        <source>Close this window</source>
        <translation>关闭此窗口</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
    <message>
        <source>Copy the whole report</source>
        <translation>复制整份报告</translation>
    </message>
    <message>
        <source>Crash reports</source>
        <translation>崩溃报告</translation>
    </message>
    <message>
        <source>Crash, {0}</source>
        <translation>崩溃，{0}</translation>
    </message>
    <message>
        <source>Error, {0}</source>
        <translation>错误，{0}</translation>
    </message>
    <message>
        <source>Nothing of it leaves this computer unless you send it</source>
        <translation>除非您自己发送，否则内容不会离开这台计算机</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>打开文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Saved {0}</source>
        <translation>已保存 {0}</translation>
    </message>
    <message>
        <source>Show the folder of the reports</source>
        <translation>显示报告所在的文件夹</translation>
    </message>
    <message>
        <source>Text of the report</source>
        <translation>报告的内容</translation>
    </message>
    <message>
        <source>Texts (*.txt);;All files (*)</source>
        <translation>文本文件 (*.txt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>The newest reports; older ones are deleted</source>
        <translation>最新的报告；更早的会被删除</translation>
    </message>
    <message>
        <source>There are no reports: nothing has crashed.</source>
        <translation>没有报告：还没有发生过崩溃。</translation>
    </message>
    <message>
        <source>What was kept for later: unsaved edits, runs to go on with</source>
        <translation>留待以后处理的内容：未保存的更改，可以继续的运行</translation>
    </message>
    <message>
        <source>Write the report to a file of yours</source>
        <translation>把报告写入您指定的文件</translation>
    </message>
    <message>
        <source>“{0}” cannot be read: {1}</source>
        <translation>无法读取“{0}”：{1}</translation>
    </message>
    <message>
        <source>“{0}” cannot be written: {1}</source>
        <translation>无法写入“{0}”：{1}</translation>
    </message>
</context>
<context>
    <name>Resuming</name>
    <message>
        <source>Run folder to go on with</source>
        <translation>要继续的运行文件夹</translation>
    </message>
    <message>
        <source>This run cannot go on.</source>
        <translation>此运行无法继续。</translation>
    </message>
</context>
<context>
    <name>RocView</name>
    <message>
        <source>Classes</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Curves over the thresholds</source>
        <translation>随阈值变化的曲线</translation>
    </message>
    <message>
        <source>Each class against the rest, over all thresholds of its probability</source>
        <translation>每个类别对其余类别，遍历其概率的所有阈值</translation>
    </message>
    <message>
        <source>Kind of curve</source>
        <translation>曲线种类</translation>
    </message>
    <message>
        <source>Precision and recall</source>
        <translation>精确率与召回率</translation>
    </message>
    <message>
        <source>ROC</source>
        <translation>ROC</translation>
    </message>
    <message>
        <source>There is no curve: each class needs samples of it and of others, and probabilities that are numbers.</source>
        <translation>没有曲线：每个类别都需要属于它和不属于它的样本，以及是数的概率。</translation>
    </message>
    <message>
        <source>Tick the classes to draw; the number is the area under the curve, the least first</source>
        <translation>勾选要绘制的类别；数字是曲线下面积，最小的在前</translation>
    </message>
    <message>
        <source>chance</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>false positive rate</source>
        <translation>假阳性率</translation>
    </message>
    <message>
        <source>mean of all</source>
        <translation>全部的平均</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>true positive rate</source>
        <translation>真阳性率</translation>
    </message>
    <message>
        <source>{0}: area {1}</source>
        <translation>{0}：面积 {1}</translation>
    </message>
</context>
<context>
    <name>RowsDialog</name>
    <message>
        <source>All rows</source>
        <translation>所有行</translation>
    </message>
    <message>
        <source>Drop .npy or .npz files with series like those of the data set here, or choose them.</source>
        <translation>将 .npy 或 .npz 文件拖到这里，或选择文件：其中的序列须与数据集的序列形式相同。</translation>
    </message>
    <message>
        <source>Drop CSV files with the columns of the data set here, or choose them.</source>
        <translation>将含有数据集各列的 CSV 文件拖到这里，或选择文件。</translation>
    </message>
    <message>
        <source>Drop files of texts here, or choose them: .txt with a text on each line, or .csv.</source>
        <translation>将文本文件拖到这里，或选择文件：每行一条文本的 .txt，或 .csv。</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Files to judge</source>
        <translation>要判断的文件</translation>
    </message>
    <message>
        <source>Train first, or look at a run (Run menu): a model is needed.</source>
        <translation>请先训练，或查看一次运行（“运行”菜单）：需要一个模型。</translation>
    </message>
    <message>
        <source>Wrong ({0})</source>
        <translation>错误（{0}）</translation>
    </message>
    <message>
        <source>mean absolute error {0} (known: {1})</source>
        <translation>平均绝对误差 {0}（已知 {1} 行）</translation>
    </message>
    <message>
        <source>weights of step {0}</source>
        <translation>第 {0} 步的权重</translation>
    </message>
    <message>
        <source>{0} of {1} right ({2} %)</source>
        <translation>{1} 行中 {0} 行正确（{2} %）</translation>
    </message>
    <message>
        <source>{0} rows</source>
        <translation>{0} 行</translation>
    </message>
    <message>
        <source>{0} rows saved in {1}</source>
        <translation>已将 {0} 行保存到 {1}</translation>
    </message>
</context>
<context>
    <name>RowsLayout</name>
    <message>
        <source>Add files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Ask the newest weights for all rows</source>
        <translation>用最新的权重重新判断所有行</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Choose files whose rows are to be judged (Ctrl+O)</source>
        <translation>选择要逐行判断的文件（Ctrl+O）</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Enter or a double click puts a row before the model, in the panel Try it</source>
        <translation>回车或双击会在“试一试”面板中把这一行交给模型</translation>
    </message>
    <message>
        <source>How many rows are judged</source>
        <translation>已判断多少行</translation>
    </message>
    <message>
        <source>Judge again</source>
        <translation>重新判断</translation>
    </message>
    <message>
        <source>Predict files</source>
        <translation>预测文件</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Show only the rows of one class, or the wrong ones</source>
        <translation>只显示某一类别的行，或判断错误的行</translation>
    </message>
    <message>
        <source>Stop; what is known stays</source>
        <translation>停止；已得到的结果保留</translation>
    </message>
    <message>
        <source>Take all rows out of the table</source>
        <translation>从表格中移除所有行</translation>
    </message>
    <message>
        <source>The rows with what the model says of them</source>
        <translation>各行以及模型对它们的判断</translation>
    </message>
    <message>
        <source>Which rows to show</source>
        <translation>显示哪些行</translation>
    </message>
    <message>
        <source>Write the rows that are shown as CSV or JSON (Ctrl+S)</source>
        <translation>把显示的行写成 CSV 或 JSON（Ctrl+S）</translation>
    </message>
</context>
<context>
    <name>RowsModel</name>
    <message>
        <source>Confidence</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>Mean absolute error</source>
        <translation>平均绝对误差</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>其次</translation>
    </message>
    <message>
        <source>Predicted {0}</source>
        <translation>预测的 {0}</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>True</source>
        <translation>真实</translation>
    </message>
    <message>
        <source>True {0}</source>
        <translation>真实的 {0}</translation>
    </message>
    <message>
        <source>line {0}</source>
        <translation>第 {0} 行</translation>
    </message>
    <message>
        <source>sample {0}</source>
        <translation>样本 {0}</translation>
    </message>
</context>
<context>
    <name>RunPanels</name>
    <message>
        <source>Not while a run goes on.</source>
        <translation>训练进行时不可用。</translation>
    </message>
    <message>
        <source>Run folder to look at</source>
        <translation>要查看的训练文件夹</translation>
    </message>
</context>
<context>
    <name>RunStatus</name>
    <message>
        <source>Best validation accuracy so far</source>
        <translation>目前最高的验证准确率</translation>
    </message>
    <message>
        <source>Done in {0}</source>
        <translation>已完成，用时 {0}</translation>
    </message>
    <message>
        <source>Done in {0}: mean absolute error on the test part {1}</source>
        <translation>完成，用时 {0}：测试集平均绝对误差 {1}</translation>
    </message>
    <message>
        <source>Done in {0}: test accuracy {1}</source>
        <translation>已完成，用时 {0}：测试准确率 {1}</translation>
    </message>
    <message>
        <source>Epoch {0} of {1}</source>
        <translation>第 {0} 轮，共 {1} 轮</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Preparing …</source>
        <translation>正在准备 …</translation>
    </message>
    <message>
        <source>Processor and memory of this program</source>
        <translation>本程序占用的处理器和内存</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>运行进度</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Show details</source>
        <translation>显示详情</translation>
    </message>
    <message>
        <source>Show the error in the log</source>
        <translation>在日志中显示该错误</translation>
    </message>
    <message>
        <source>Stopped after {0} steps</source>
        <translation>在 {0} 步后停止</translation>
    </message>
    <message>
        <source>Stopping …</source>
        <translation>正在停止 …</translation>
    </message>
    <message>
        <source>Time left and samples per second</source>
        <translation>剩余时间和每秒样本数</translation>
    </message>
    <message>
        <source>What the run is doing</source>
        <translation>运行状态</translation>
    </message>
    <message>
        <source>best validation accuracy {0} (epoch {1})</source>
        <translation>最高验证准确率 {0}（第 {1} 轮）</translation>
    </message>
    <message>
        <source>best validation error {0} (epoch {1})</source>
        <translation>最低验证误差 {0}（第 {1} 轮）</translation>
    </message>
    <message>
        <source>cpu {0} %   {1} GB</source>
        <translation>CPU {0} %   内存 {1} GB</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>剩余 {0}</translation>
    </message>
    <message>
        <source>{0} samples/s</source>
        <translation>{0} 样本/秒</translation>
    </message>
</context>
<context>
    <name>Running</name>
    <message>
        <source>First mend the problems.</source>
        <translation>请先解决问题。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Not while a run goes on.</source>
        <translation>训练进行时不可用。</translation>
    </message>
    <message>
        <source>The last search has not ended yet.</source>
        <translation>上一次搜索尚未结束。</translation>
    </message>
    <message>
        <source>This optimizer finds the lengths of its steps itself.</source>
        <translation>此优化器自行确定步长。</translation>
    </message>
</context>
<context>
    <name>SampleBrowser</name>
    <message>
        <source>All classes</source>
        <translation>全部类别</translation>
    </message>
    <message>
        <source>An index is a number after #, like #1234.</source>
        <translation>索引是 # 后面的数字，例如 #1234。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Download the data set now</source>
        <translation>立即下载数据集</translation>
    </message>
    <message>
        <source>Left out</source>
        <translation>已排除</translation>
    </message>
    <message>
        <source>No class is called “{0}”.</source>
        <translation>没有名为“{0}”的类别。</translation>
    </message>
    <message>
        <source>Nothing was read.</source>
        <translation>没有读取数据。</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Read the data set</source>
        <translation>读取数据集</translation>
    </message>
    <message>
        <source>Reading the data …</source>
        <translation>正在读取数据 …</translation>
    </message>
    <message>
        <source>Samples that the experiment's corrections leave out</source>
        <translation>被实验的更正排除的样本</translation>
    </message>
    <message>
        <source>Show the samples of all classes</source>
        <translation>显示全部类别的样本</translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation>停止读取</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>There are no samples in this part.</source>
        <translation>这一部分没有样本。</translation>
    </message>
    <message>
        <source>There are no samples of the chosen classes in this part.</source>
        <translation>这一部分没有所选类别的样本。</translation>
    </message>
    <message>
        <source>There is no #{0}; the last is #{1}.</source>
        <translation>没有 #{0}；最后一个是 #{1}。</translation>
    </message>
    <message>
        <source>There is no other of this class.</source>
        <translation>该类别没有其他样本。</translation>
    </message>
    <message>
        <source>These data are not here yet: {0} MB are to be downloaded.</source>
        <translation>数据尚未下载：需要下载 {0} MB。</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>{0} (was {1})</source>
        <translation>{0}（原为 {1}）</translation>
    </message>
    <message>
        <source>{0} of {1} shown</source>
        <translation>显示 {0} 个，共 {1} 个</translation>
    </message>
    <message>
        <source>{0}, {1} chosen</source>
        <translation>{0}，已选 {1} 个</translation>
    </message>
</context>
<context>
    <name>SampleDetail</name>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the picture (Ctrl+C)</source>
        <translation>复制图片（Ctrl+C）</translation>
    </message>
    <message>
        <source>Correction</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>Exclude</source>
        <translation>排除</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>How many are chosen</source>
        <translation>已选的数量</translation>
    </message>
    <message>
        <source>Index</source>
        <translation>索引</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>检视</translation>
    </message>
    <message>
        <source>Label is…</source>
        <translation>标签为…</translation>
    </message>
    <message>
        <source>Leave what is chosen out of the data from the next run on (Delete)</source>
        <translation>从下一次运行起，将所选样本排除在数据之外（Delete）</translation>
    </message>
    <message>
        <source>Look into the network with this sample (I)</source>
        <translation>用这个样本查看网络内部（I）</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>均值</translation>
    </message>
    <message>
        <source>Min, max</source>
        <translation>最小、最大</translation>
    </message>
    <message>
        <source>Previous of the same class</source>
        <translation>同类的上一个</translation>
    </message>
    <message>
        <source>Same class</source>
        <translation>同类</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Std</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>The chosen sample</source>
        <translation>选中的样本</translation>
    </message>
    <message>
        <source>The curves of the chosen sample</source>
        <translation>选中样本的曲线</translation>
    </message>
    <message>
        <source>The data set is wrong here: choose the right class for what is chosen (W)</source>
        <translation>数据集在此有误：为所选样本选择正确的类别（W）</translation>
    </message>
    <message>
        <source>The next of the same class (N)</source>
        <translation>同类的下一个（N）</translation>
    </message>
    <message>
        <source>The pixel under the mouse</source>
        <translation>鼠标所指的像素</translation>
    </message>
    <message>
        <source>The previous of the same class (Shift+N)</source>
        <translation>同类的上一个（Shift+N）</translation>
    </message>
    <message>
        <source>The whole text</source>
        <translation>完整的文本</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>What is chosen as the data set has it again (T)</source>
        <translation>所选样本恢复为数据集中的样子（T）</translation>
    </message>
    <message>
        <source>{0} are chosen, for all of them:</source>
        <translation>已选 {0} 个，以下操作对全部生效：</translation>
    </message>
    <message>
        <source>{0} are chosen, {1} corrected; for all of them:</source>
        <translation>已选 {0} 个，其中 {1} 个已更正；对全部生效：</translation>
    </message>
</context>
<context>
    <name>SampleLayout</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>By index</source>
        <translation>按索引</translation>
    </message>
    <message>
        <source>Highest loss</source>
        <translation>损失最高</translation>
    </message>
    <message>
        <source>Largest error</source>
        <translation>误差最大</translation>
    </message>
    <message>
        <source>Least sure</source>
        <translation>最没把握</translation>
    </message>
    <message>
        <source>Most undecided</source>
        <translation>最犹豫</translation>
    </message>
    <message>
        <source>Only samples of this class</source>
        <translation>只显示这个类别的样本</translation>
    </message>
    <message>
        <source>Only samples that the model takes for this class</source>
        <translation>只显示模型判为这个类别的样本</translation>
    </message>
    <message>
        <source>Only those that are wrong, or right</source>
        <translation>只显示错的，或对的</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>顺序</translation>
    </message>
    <message>
        <source>Predicted class</source>
        <translation>预测类别</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>对</translation>
    </message>
    <message>
        <source>Right or wrong</source>
        <translation>对或错</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>Show the others again</source>
        <translation>重新显示其他样本</translation>
    </message>
    <message>
        <source>Size of the pictures</source>
        <translation>图片大小</translation>
    </message>
    <message>
        <source>Size of the pictures (+ and −, or Ctrl and the wheel)</source>
        <translation>图片大小（+ 和 −，或 Ctrl 加滚轮）</translation>
    </message>
    <message>
        <source>Smallest error</source>
        <translation>误差最小</translation>
    </message>
    <message>
        <source>Surest</source>
        <translation>最有把握</translation>
    </message>
    <message>
        <source>True class</source>
        <translation>真实类别</translation>
    </message>
    <message>
        <source>What comes first. Undecided: the two most probable classes are close to each other</source>
        <translation>什么排在前面。犹豫：概率最高的两个类别彼此接近</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>错</translation>
    </message>
</context>
<context>
    <name>SamplesView</name>
    <message>
        <source>Error</source>
        <translation>误差</translation>
    </message>
    <message>
        <source>Predicted: any</source>
        <translation>预测：任意</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>There are no such samples.</source>
        <translation>没有这样的样本。</translation>
    </message>
    <message>
        <source>True → predicted</source>
        <translation>真实 → 预测</translation>
    </message>
    <message>
        <source>True: any</source>
        <translation>真实：任意</translation>
    </message>
    <message>
        <source>error {0}</source>
        <translation>误差 {0}</translation>
    </message>
    <message>
        <source>is {0}</source>
        <translation>改为 {0}</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>已排除</translation>
    </message>
    <message>
        <source>loss {0}</source>
        <translation>损失 {0}</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
    <message>
        <source>{0}, {1} chosen</source>
        <translation>{0}，已选 {1} 个</translation>
    </message>
</context>
<context>
    <name>Saving</name>
    <message>
        <source>All figures (JSON)…</source>
        <translation>全部指标（JSON）…</translation>
    </message>
    <message>
        <source>All samples (CSV)…</source>
        <translation>全部样本（CSV）…</translation>
    </message>
    <message>
        <source>Confusion matrix (CSV)…</source>
        <translation>混淆矩阵（CSV）…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Saved {0}</source>
        <translation>已保存 {0}</translation>
    </message>
    <message>
        <source>Table of the classes (CSV)…</source>
        <translation>类别表（CSV）…</translation>
    </message>
    <message>
        <source>This plot (PNG)…</source>
        <translation>这张图（PNG）…</translation>
    </message>
    <message>
        <source>This plot (SVG)…</source>
        <translation>这张图（SVG）…</translation>
    </message>
    <message>
        <source>{kind} files (*.{ending})</source>
        <translation>{kind} 文件 (*.{ending})</translation>
    </message>
</context>
<context>
    <name>SchedulePlan</name>
    <message>
        <source>Planned learning rate</source>
        <translation>计划的学习率</translation>
    </message>
    <message>
        <source>The learning rate over the epochs of the run, as the schedule plans it</source>
        <translation>按学习率调度，学习率随轮数的变化</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>learning rate</source>
        <translation>学习率</translation>
    </message>
</context>
<context>
    <name>SearchDialog</name>
    <message>
        <source>Add {0}</source>
        <translation>添加 {0}</translation>
    </message>
    <message>
        <source>Double click or Enter to choose</source>
        <translation>双击或按回车键选择</translation>
    </message>
    <message>
        <source>Part of a name; Enter takes the chosen line</source>
        <translation>输入名称的一部分；按回车键执行所选行</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search actions, layers, transforms</source>
        <translation>搜索操作、层、变换</translation>
    </message>
    <message>
        <source>Search everything</source>
        <translation>搜索全部</translation>
    </message>
</context>
<context>
    <name>SeriesPage</name>
    <message>
        <source>Another sample</source>
        <translation>换一个样本</translation>
    </message>
    <message>
        <source>Take another series of the test part</source>
        <translation>取测试集的另一个序列</translation>
    </message>
    <message>
        <source>The curves of the series</source>
        <translation>序列的曲线</translation>
    </message>
    <message>
        <source>The series, each channel in its colour</source>
        <translation>序列，每个通道一种颜色</translation>
    </message>
</context>
<context>
    <name>SeriesView</name>
    <message>
        <source>step {0}: {1}</source>
        <translation>第 {0} 步：{1}</translation>
    </message>
</context>
<context>
    <name>SourceBar</name>
    <message>
        <source>#{0} of the test part</source>
        <translation>测试集第 {0} 个</translation>
    </message>
    <message>
        <source>#{0} of the training part</source>
        <translation>训练集第 {0} 个</translation>
    </message>
    <message>
        <source>Any other sample of the part</source>
        <translation>该部分中的任意另一个样本</translation>
    </message>
    <message>
        <source>Follow what is drawn or tried in the panel beside</source>
        <translation>跟随旁边面板中绘制或试用的内容</translation>
    </message>
    <message>
        <source>Nothing lies there to be tried yet.</source>
        <translation>那里还没有可试用的内容。</translation>
    </message>
    <message>
        <source>Number of the sample</source>
        <translation>样本编号</translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation>打开图片</translation>
    </message>
    <message>
        <source>Open a picture…</source>
        <translation>打开图片…</translation>
    </message>
    <message>
        <source>Part of the data</source>
        <translation>数据的部分</translation>
    </message>
    <message>
        <source>Paste (Ctrl+V)</source>
        <translation>粘贴 (Ctrl+V)</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>The next sample</source>
        <translation>下一个样本</translation>
    </message>
    <message>
        <source>The number of the sample in its part</source>
        <translation>样本在该部分中的编号</translation>
    </message>
    <message>
        <source>The sample before this one</source>
        <translation>上一个样本</translation>
    </message>
    <message>
        <source>There is nothing in the clipboard that this model could look at.</source>
        <translation>剪贴板中没有该模型可以查看的内容。</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Where the sample is from</source>
        <translation>样本的来源</translation>
    </message>
    <message>
        <source>Which part of the run's data the samples are from</source>
        <translation>样本来自本次训练数据的哪一部分</translation>
    </message>
    <message>
        <source>pasted</source>
        <translation>已粘贴</translation>
    </message>
    <message>
        <source>what is tried</source>
        <translation>试用的内容</translation>
    </message>
</context>
<context>
    <name>SteerStrip</name>
    <message>
        <source>+1</source>
        <translation>+1</translation>
    </message>
    <message>
        <source>A learning rate is a number above 0, such as 0.001.</source>
        <translation>学习率是大于 0 的数，例如 0.001。</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Augmentation</source>
        <translation>数据增强</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Epochs of the run that goes on</source>
        <translation>正在进行的训练的轮数</translation>
    </message>
    <message>
        <source>Freeze</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>Freeze ({0})</source>
        <translation>冻结（{0}）</translation>
    </message>
    <message>
        <source>Half the learning rate from the next step on</source>
        <translation>从下一步起学习率减半</translation>
    </message>
    <message>
        <source>How many epochs this run has in all; not fewer than have begun</source>
        <translation>这次训练一共多少轮；不少于已经开始的轮数</translation>
    </message>
    <message>
        <source>Layers whose weights stay as they are from the next step on, in this run alone</source>
        <translation>从下一步起权重保持不变的层，只在这次训练中有效</translation>
    </message>
    <message>
        <source>Learning rate of the run that goes on</source>
        <translation>正在进行的训练的学习率</translation>
    </message>
    <message>
        <source>One more epoch</source>
        <translation>再训练一轮</translation>
    </message>
    <message>
        <source>The learning rate from the next step on (Enter). A schedule goes on in proportion; a warm-up grows to it.</source>
        <translation>从下一步起的学习率（回车）。学习率计划按比例继续；预热会升到这个值。</translation>
    </message>
    <message>
        <source>Train with the learning rate of the field from the next step on</source>
        <translation>从下一步起使用框中的学习率</translation>
    </message>
    <message>
        <source>Twice the learning rate from the next step on</source>
        <translation>从下一步起学习率加倍</translation>
    </message>
    <message>
        <source>Whether the steps for the training alone are made, from the next step on</source>
        <translation>从下一步起是否执行仅用于训练的步骤</translation>
    </message>
    <message>
        <source>Write a checkpoint and the weights now</source>
        <translation>现在写入检查点和权重</translation>
    </message>
</context>
<context>
    <name>Steering</name>
    <message>
        <source>after step {0}: {1}</source>
        <translation>第 {0} 步之后：{1}</translation>
    </message>
</context>
<context>
    <name>StepMap</name>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>step {step}</source>
        <translation>第 {step} 步</translation>
    </message>
</context>
<context>
    <name>Strips</name>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>{0}; step {1}: {2}</source>
        <translation>{0}；第 {1} 步：{2}</translation>
    </message>
</context>
<context>
    <name>TablePage</name>
    <message>
        <source>Another row</source>
        <translation>换一行</translation>
    </message>
    <message>
        <source>Fill the fields from another row of the test part</source>
        <translation>用测试集的另一行填入各栏</translation>
    </message>
    <message>
        <source>The row</source>
        <translation>这一行</translation>
    </message>
    <message>
        <source>and {0} more columns, as in the row</source>
        <translation>另有 {0} 列，与原行相同</translation>
    </message>
    <message>
        <source>{0}: from {1} to {2} in the training part; the arrow keys step</source>
        <translation>{0}：在训练集中从 {1} 到 {2}；用方向键逐步调整</translation>
    </message>
    <message>
        <source>{0}: one of its words; – is none of them</source>
        <translation>{0}：其中一个词；– 表示都不是</translation>
    </message>
</context>
<context>
    <name>Telling</name>
    <message>
        <source>Failed: {0}</source>
        <translation>失败：{0}</translation>
    </message>
    <message>
        <source>Run started on {0}: {1}</source>
        <translation>已在 {0} 上开始运行：{1}</translation>
    </message>
</context>
<context>
    <name>TensorBoardDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Find a curve</source>
        <translation>查找曲线</translation>
    </message>
    <message>
        <source>Look at another folder</source>
        <translation>查看其他文件夹</translation>
    </message>
    <message>
        <source>None of the runs that are shown has this curve.</source>
        <translation>所显示的运行都没有这条曲线。</translation>
    </message>
    <message>
        <source>Open another…</source>
        <translation>打开其他…</translation>
    </message>
    <message>
        <source>Open it in the file manager</source>
        <translation>在文件管理器中打开</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Read what was written since</source>
        <translation>读取此后写入的内容</translation>
    </message>
    <message>
        <source>Reading event files …</source>
        <translation>正在读取事件文件…</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Saved {path}</source>
        <translation>已保存 {path}</translation>
    </message>
    <message>
        <source>Show only curves with this in their name</source>
        <translation>只显示名称中含有此文字的曲线</translation>
    </message>
    <message>
        <source>Show the folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation>停止读取</translation>
    </message>
    <message>
        <source>TensorBoard folder to look at</source>
        <translation>要查看的 TensorBoard 文件夹</translation>
    </message>
    <message>
        <source>TensorBoard: {folder}</source>
        <translation>TensorBoard 文件夹：{folder}</translation>
    </message>
    <message>
        <source>The chosen curve of every run over its steps</source>
        <translation>所选曲线在各次运行中随步数的变化</translation>
    </message>
    <message>
        <source>The runs that are shown: tick them</source>
        <translation>勾选要显示的运行</translation>
    </message>
    <message>
        <source>There are no curves in {folder}.</source>
        <translation>{folder} 中没有曲线。</translation>
    </message>
    <message>
        <source>What is shown: choose one or several</source>
        <translation>要显示的曲线：可选一条或多条</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
</context>
<context>
    <name>TextPage</name>
    <message>
        <source>Another text</source>
        <translation>换一段文本</translation>
    </message>
    <message>
        <source>Take another text of the test part</source>
        <translation>取测试集的另一段文本</translation>
    </message>
    <message>
        <source>The text to judge</source>
        <translation>要判断的文本</translation>
    </message>
    <message>
        <source>The tokens of the text</source>
        <translation>文本的词元</translation>
    </message>
    <message>
        <source>What the network gets: tokens. Struck through: its vocabulary lacks them, all of them are one token.</source>
        <translation>网络得到的是词元。带删除线的不在词表里，它们都算作同一个词元。</translation>
    </message>
    <message>
        <source>Write a text here</source>
        <translation>在这里写一段文本</translation>
    </message>
    <message>
        <source>Write or paste a text; the answer follows</source>
        <translation>写入或粘贴一段文本，结果随即更新</translation>
    </message>
    <message>
        <source>the last {0} are cut off</source>
        <translation>最后 {0} 个被截去</translation>
    </message>
    <message>
        <source>{0} tokens</source>
        <translation>{0} 个词元</translation>
    </message>
    <message>
        <source>{0} unknown</source>
        <translation>{0} 个未知</translation>
    </message>
</context>
<context>
    <name>TileGrid</name>
    <message>
        <source>row {row}, column {column}: {values}</source>
        <translation>第 {row} 行，第 {column} 列：{values}</translation>
    </message>
    <message>
        <source>{0}: {1} … {2}, mean {3}</source>
        <translation>{0}：{1} … {2}，均值 {3}</translation>
    </message>
</context>
<context>
    <name>ToolBar</name>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
</context>
<context>
    <name>TrainingPanel</name>
    <message>
        <source>
Enter or double click: </source>
        <translation>
按回车键或双击：</translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation><numerusform>%n 个问题</numerusform></translation>
    </message>
    <message>
        <source>Find a learning rate</source>
        <translation>寻找学习率</translation>
    </message>
    <message>
        <source>Find learning rate…</source>
        <translation>寻找学习率…</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <source>The learning rate stays as it is</source>
        <translation>学习率保持不变</translation>
    </message>
    <message>
        <source>Try growing learning rates for some steps, and see which is good</source>
        <translation>用若干步尝试逐渐增大的学习率，看哪个合适</translation>
    </message>
    <message>
        <source>What keeps the run from starting, or should be known</source>
        <translation>阻碍运行开始的问题，或值得注意的事项</translation>
    </message>
    <message>
        <source>change {0}</source>
        <translation>修改 {0}</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>就绪</translation>
    </message>
</context>
<context>
    <name>TryPage</name>
    <message>
        <source>#{0} of the test part</source>
        <translation>测试集第 {0} 个</translation>
    </message>
    <message>
        <source>#{0} of the training part</source>
        <translation>训练集第 {0} 个</translation>
    </message>
    <message>
        <source>Keep it under a label, to train with it (Ctrl+J)</source>
        <translation>加上标签保存，以便用它训练（Ctrl+J）</translation>
    </message>
    <message>
        <source>Open a picture (Ctrl+I)</source>
        <translation>打开图片（Ctrl+I）</translation>
    </message>
    <message>
        <source>Orange: covering it makes the answer less sure; blue: surer</source>
        <translation>橙色：遮住它会使回答更不确定；蓝色：更确定</translation>
    </message>
    <message>
        <source>Take a picture with a camera</source>
        <translation>用摄像头拍一张照片</translation>
    </message>
    <message>
        <source>The camera cannot be used: Qt's multimedia part does not load.</source>
        <translation>无法使用摄像头：Qt 的多媒体部分无法加载。</translation>
    </message>
    <message>
        <source>These data are no pictures: there is nothing to open one for.</source>
        <translation>这些数据不是图片：没有必要打开图片。</translation>
    </message>
    <message>
        <source>What counts in the sample</source>
        <translation>样本中起作用的部分</translation>
    </message>
    <message>
        <source>What would change its mind: parts of the picture are covered</source>
        <translation>什么会让它改变主意：遮住图片的各个部分</translation>
    </message>
    <message>
        <source>Where the sample is from</source>
        <translation>样本的来源</translation>
    </message>
    <message>
        <source>from the camera</source>
        <translation>来自摄像头</translation>
    </message>
</context>
<context>
    <name>TryPanel</name>
    <message>
        <source>Draw</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>The data are not here yet; training downloads them.</source>
        <translation>数据还不在本机；训练时会下载。</translation>
    </message>
    <message>
        <source>The data of this window are others: open the run's experiment to try it.</source>
        <translation>此窗口中的数据不同：请打开该运行的实验来试用。</translation>
    </message>
    <message>
        <source>The weights are those of other data. Train again, and the answer of the model stands here.</source>
        <translation>这些权重属于别的数据。重新训练后，这里显示模型的回答。</translation>
    </message>
    <message>
        <source>Train, and the answer of the model stands here while it learns.</source>
        <translation>开始训练后，这里会随着学习显示模型的回答。</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>试一试</translation>
    </message>
</context>
<context>
    <name>Views</name>
    <message>
        <source>Calibration</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Confusion</source>
        <translation>混淆</translation>
    </message>
    <message>
        <source>Corrections</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>Nothing is judged yet: press Evaluate.</source>
        <translation>还没有评判：请按“评估”。</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>概览</translation>
    </message>
    <message>
        <source>ROC</source>
        <translation>ROC</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>True, predicted</source>
        <translation>真实与预测</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>What is shown of the judgements</source>
        <translation>显示评判的哪些方面</translation>
    </message>
</context>
<context>
    <name>Watch</name>
    <message>
        <source>Doctor</source>
        <translation>医生</translation>
    </message>
    <message>
        <source>Doctor ({0})</source>
        <translation>医生（{0}）</translation>
    </message>
    <message>
        <source>Labels can be checked only where there are classes.</source>
        <translation>只有存在类别时才能检查标签。</translation>
    </message>
    <message>
        <source>labels checked: {0} of {1} doubtful</source>
        <translation>标签已检查：{1} 个中有 {0} 个可疑</translation>
    </message>
</context>
<context>
    <name>WatchLayout</name>
    <message>
        <source>A click chooses an input and a step</source>
        <translation>单击选择一个输入和一个步骤</translation>
    </message>
    <message>
        <source>Back through the run: what the model said at earlier steps (arrow keys)</source>
        <translation>回看这次运行：模型在更早的步骤说了什么（方向键）</translation>
    </message>
    <message>
        <source>Back to the newest weights, and on with the run</source>
        <translation>回到最新的权重，并跟随运行</translation>
    </message>
    <message>
        <source>How the steps are spread, and which moments stay: most of the beginning, or all alike</source>
        <translation>步骤如何分布、保留哪些时刻：以开头为主，或均匀分布</translation>
    </message>
    <message>
        <source>Keep what is drawn among the inputs, with its class</source>
        <translation>把所画的内容连同类别留在输入中</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Other inputs of the data set</source>
        <translation>数据集中的其他输入</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>Scale of the steps</source>
        <translation>步骤的刻度</translation>
    </message>
    <message>
        <source>Step of the run</source>
        <translation>运行的步骤</translation>
    </message>
    <message>
        <source>The input whose answer is shown</source>
        <translation>显示其答案的输入</translation>
    </message>
    <message>
        <source>The inputs, each with the probability of its class</source>
        <translation>各个输入及其类别的概率</translation>
    </message>
    <message>
        <source>The step that is looked at</source>
        <translation>正在查看的步骤</translation>
    </message>
    <message>
        <source>Train first, or open a run: then this shows how the answers to the same few inputs change with every step.</source>
        <translation>请先训练，或打开一次运行：这里会显示对同样几个输入的答案如何随每一步变化。</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>问题所在</translation>
    </message>
    <message>
        <source>What the model said of the chosen input at the chosen step</source>
        <translation>模型在所选步骤对所选输入的判断</translation>
    </message>
    <message>
        <source>all steps</source>
        <translation>所有步骤</translation>
    </message>
    <message>
        <source>early steps</source>
        <translation>早期步骤</translation>
    </message>
</context>
<context>
    <name>WatchPanel</name>
    <message>
        <source>#{0}</source>
        <translation>#{0}</translation>
    </message>
    <message>
        <source>Draw something in the panel Draw: it is watched, too.</source>
        <translation>在“绘图”面板中画点什么：它也会被观察。</translation>
    </message>
    <message>
        <source>Look at a run that was trained before</source>
        <translation>查看以前训练过的一次训练</translation>
    </message>
    <message>
        <source>Open run…</source>
        <translation>打开训练…</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>固定</translation>
    </message>
    <message>
        <source>Put something into the panel Try it: it is watched, too.</source>
        <translation>在“试一试”面板中放入内容：它也会被观察。</translation>
    </message>
    <message>
        <source>The data are not here: what you try is watched all the same.</source>
        <translation>数据不在这里：您试用的内容仍会被观察。</translation>
    </message>
    <message>
        <source>The run at hand is of other data than the experiment: what is drawn does not fit it.</source>
        <translation>当前查看的运行使用的数据与实验不同：所画的内容不适合它。</translation>
    </message>
    <message>
        <source>What is it?</source>
        <translation>这是什么？</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>已固定</translation>
    </message>
    <message>
        <source>step {0} of {1}</source>
        <translation>第 {0} 步，共 {1} 步</translation>
    </message>
    <message>
        <source>step {0}, now</source>
        <translation>第 {0} 步，现在</translation>
    </message>
    <message>
        <source>test part</source>
        <translation>测试部分</translation>
    </message>
    <message>
        <source>true {0}</source>
        <translation>真实 {0}</translation>
    </message>
    <message>
        <source>validation part</source>
        <translation>验证部分</translation>
    </message>
    <message>
        <source>what you try</source>
        <translation>您试用的</translation>
    </message>
    <message>
        <source>what you try: {0}</source>
        <translation>您试用的：{0}</translation>
    </message>
    <message>
        <source>your drawing</source>
        <translation>你的画</translation>
    </message>
    <message>
        <source>your drawing: {0}</source>
        <translation>你的画：{0}</translation>
    </message>
    <message>
        <source>{0} (pinned)</source>
        <translation>{0}（已固定）</translation>
    </message>
    <message>
        <source>{0}: the probability of “{1}”, step by step</source>
        <translation>{0}：“{1}”的概率，逐步显示</translation>
    </message>
    <message>
        <source>{0}; #{1} of the {2}</source>
        <translation>{0}；{2}的第 {1} 个</translation>
    </message>
</context>
<context>
    <name>_Painter</name>
    <message>
        <source>{0} … {1}  μ {2}</source>
        <translation>{0} … {1}  μ {2}</translation>
    </message>
</context>
<context>
    <name>_Rows</name>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>used {0} times; this is the last output</source>
        <translation>被使用 {0} 次；这是最后一次的输出</translation>
    </message>
    <message>
        <source>{0} are not finite</source>
        <translation>{0} 个不是有限数</translation>
    </message>
    <message>
        <source>{0} of {1} are exactly zero</source>
        <translation>{1} 个中有 {0} 恰好为零</translation>
    </message>
    <message>
        <source>{0} … {1}, mean {2}, std {3}</source>
        <translation>{0} … {1}，均值 {2}，标准差 {3}</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>&amp;About the workbench</source>
        <translation>关于工作台(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Add layer…</source>
        <translation>添加层(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Check the files…</source>
        <translation>检查文件(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>复制(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Crash reports…</source>
        <translation>崩溃报告(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Duplicate</source>
        <translation>创建副本(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Enlarge the panel</source>
        <translation>放大面板(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Fix first problem</source>
        <translation>修复第一个问题(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Group as Sequential</source>
        <translation>组合为 Sequential(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Help on what is chosen</source>
        <translation>所选内容的帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Keep the picture as…</source>
        <translation>把图片保存为(&amp;K)…</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;New</source>
        <translation>新建(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>粘贴(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Reset layout</source>
        <translation>重置布局(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Resume last run</source>
        <translation>继续上次运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Samples…</source>
        <translation>样本(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Search everything…</source>
        <translation>搜索全部(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>停止(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Train</source>
        <translation>训练(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>A new experiment on the built-in digits</source>
        <translation>用内置数字数据新建实验</translation>
    </message>
    <message>
        <source>Add the input to what the chosen layers make of it</source>
        <translation>把输入加到所选层的输出上</translation>
    </message>
    <message>
        <source>All actions with their keys</source>
        <translation>所有操作及其快捷键</translation>
    </message>
    <message>
        <source>Bran&amp;ch off…</source>
        <translation>分支(&amp;C)…</translation>
    </message>
    <message>
        <source>Bring the picture of the network to the front</source>
        <translation>把网络图显示到前面</translation>
    </message>
    <message>
        <source>C&amp;orrections…</source>
        <translation>更正(&amp;O)…</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>关闭窗口</translation>
    </message>
    <message>
        <source>Copy the chosen layers or steps</source>
        <translation>复制所选的层或步骤</translation>
    </message>
    <message>
        <source>Copy the chosen layers or steps to below them</source>
        <translation>将所选的层或步骤复制到其下方</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>剪切(&amp;T)</translation>
    </message>
    <message>
        <source>Curves from event files of TensorBoard, also those of other programs</source>
        <translation>显示 TensorBoard 事件文件中的曲线，其他程序写的也可以</translation>
    </message>
    <message>
        <source>Cut the chosen layers or steps</source>
        <translation>剪切所选的层或步骤</translation>
    </message>
    <message>
        <source>Damaged files, duplicates, labels that contradict each other</source>
        <translation>损坏的文件、重复的样本、互相矛盾的标签</translation>
    </message>
    <message>
        <source>De&amp;lete</source>
        <translation>删除(&amp;L)</translation>
    </message>
    <message>
        <source>End the training; what was learned is kept</source>
        <translation>结束训练；已学到的内容会保留</translation>
    </message>
    <message>
        <source>Evaluate, inspect and try the model of a run folder</source>
        <translation>评估、检视并试用某个训练文件夹里的模型</translation>
    </message>
    <message>
        <source>Export &amp;picture (.svg, .png)…</source>
        <translation>导出网络图 (.svg, .png)(&amp;P)…</translation>
    </message>
    <message>
        <source>Export &amp;weights (.pth)…</source>
        <translation>导出权重 .pth(&amp;W)…</translation>
    </message>
    <message>
        <source>Export s&amp;cript (.py)…</source>
        <translation>导出脚本 .py(&amp;C)…</translation>
    </message>
    <message>
        <source>Find &amp;learning rate…</source>
        <translation>寻找学习率(&amp;L)…</translation>
    </message>
    <message>
        <source>Find an action or a layer by its name</source>
        <translation>按名称查找操作或层</translation>
    </message>
    <message>
        <source>Free&amp;ze in this run</source>
        <translation>在这次训练中冻结(&amp;Z)</translation>
    </message>
    <message>
        <source>Give the whole window to the panel at work, or put all panels back</source>
        <translation>让正在使用的面板占满窗口，或恢复所有面板</translation>
    </message>
    <message>
        <source>Go on from a checkpoint of a run with the experiment as it is now, as a new run</source>
        <translation>以现在的实验从某个运行的检查点继续，成为新的运行</translation>
    </message>
    <message>
        <source>Go on with the last run, which did not come to its end</source>
        <translation>继续上次未完成的运行</translation>
    </message>
    <message>
        <source>Go on with the run of a folder</source>
        <translation>继续某个文件夹中的运行</translation>
    </message>
    <message>
        <source>Go to the &amp;picture</source>
        <translation>转到网络图(&amp;P)</translation>
    </message>
    <message>
        <source>Go to the palette's search</source>
        <translation>转到组件面板的搜索框</translation>
    </message>
    <message>
        <source>Group as &amp;Parallel</source>
        <translation>组合为 Parallel(&amp;P)</translation>
    </message>
    <message>
        <source>Group as &amp;Residual</source>
        <translation>组合为 Residual(&amp;R)</translation>
    </message>
    <message>
        <source>Insert what was copied</source>
        <translation>插入已复制的内容</translation>
    </message>
    <message>
        <source>Keep the chosen layers under a name, in the palette</source>
        <translation>把所选的层以一个名称保存到部件栏</translation>
    </message>
    <message>
        <source>Layers, losses and transforms from files of your own</source>
        <translation>来自你自己文件的层、损失和变换</translation>
    </message>
    <message>
        <source>Leave the chosen layers or steps out, or take them in again</source>
        <translation>停用所选的层或步骤，或重新启用</translation>
    </message>
    <message>
        <source>Let learn &amp;again in this run</source>
        <translation>在这次训练中重新学习(&amp;A)</translation>
    </message>
    <message>
        <source>Look at a Tensor&amp;Board folder…</source>
        <translation>查看 TensorBoard 文件夹(&amp;B)…</translation>
    </message>
    <message>
        <source>Look at a r&amp;un…</source>
        <translation>查看一次训练(&amp;U)…</translation>
    </message>
    <message>
        <source>Look through the samples of the data set</source>
        <translation>浏览数据集的样本</translation>
    </message>
    <message>
        <source>Make branches of the chosen layers, side by side</source>
        <translation>让所选的层成为并列的分支</translation>
    </message>
    <message>
        <source>Make the edit again that was taken back</source>
        <translation>重做已撤销的编辑</translation>
    </message>
    <message>
        <source>Make the edit that mends the first problem</source>
        <translation>执行能修复第一个问题的编辑</translation>
    </message>
    <message>
        <source>Move &amp;down</source>
        <translation>下移(&amp;D)</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>上移(&amp;U)</translation>
    </message>
    <message>
        <source>Move the chosen layers or steps down</source>
        <translation>将所选的层或步骤下移</translation>
    </message>
    <message>
        <source>Move the chosen layers or steps up</source>
        <translation>将所选的层或步骤上移</translation>
    </message>
    <message>
        <source>O&amp;wn code…</source>
        <translation>自有代码(&amp;W)…</translation>
    </message>
    <message>
        <source>Open a p&amp;icture to try…</source>
        <translation>打开要试的图片(&amp;I)…</translation>
    </message>
    <message>
        <source>Open an experiment file</source>
        <translation>打开实验文件</translation>
    </message>
    <message>
        <source>Open run &amp;folder</source>
        <translation>打开运行文件夹(&amp;F)</translation>
    </message>
    <message>
        <source>Pause the training, or go on with it</source>
        <translation>暂停训练，或继续训练</translation>
    </message>
    <message>
        <source>Pre&amp;dict files…</source>
        <translation>预测文件(&amp;D)…</translation>
    </message>
    <message>
        <source>Put a picture's file before the model</source>
        <translation>把一个图片文件交给模型</translation>
    </message>
    <message>
        <source>Put every panel back to its place</source>
        <translation>将所有面板恢复到原位</translation>
    </message>
    <message>
        <source>Put the chosen layers into a block that folds</source>
        <translation>把所选的层放进一个可折叠的块</translation>
    </message>
    <message>
        <source>Put what is inside the chosen containers in their place</source>
        <translation>用所选容器中的内容替换该容器</translation>
    </message>
    <message>
        <source>Put what is tried into a data set of your own, under a label</source>
        <translation>把正在试的内容加上标签放进你自己的数据集</translation>
    </message>
    <message>
        <source>R&amp;esume a run…</source>
        <translation>继续某次运行(&amp;E)…</translation>
    </message>
    <message>
        <source>Remove the chosen layers or steps</source>
        <translation>移除所选的层或步骤</translation>
    </message>
    <message>
        <source>Samples with another label or left out: look at them, take them back, share them as a list</source>
        <translation>改了标签或被排除的样本：查看、撤回，或作为列表分享</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>Save a plain PyTorch training script</source>
        <translation>保存纯 PyTorch 训练脚本</translation>
    </message>
    <message>
        <source>Save as &amp;block…</source>
        <translation>保存为块(&amp;B)…</translation>
    </message>
    <message>
        <source>Save the picture of the network</source>
        <translation>保存网络结构图</translation>
    </message>
    <message>
        <source>Save the trained weights as a plain state_dict</source>
        <translation>将训练好的权重保存为普通的 state_dict</translation>
    </message>
    <message>
        <source>Show the files of the last run</source>
        <translation>显示最近一次运行的文件</translation>
    </message>
    <message>
        <source>Switch &amp;on or off</source>
        <translation>启用或停用(&amp;O)</translation>
    </message>
    <message>
        <source>Take the last edit back</source>
        <translation>撤销上一次编辑</translation>
    </message>
    <message>
        <source>The chosen layers keep their weights from the next step on, in the run that goes on</source>
        <translation>在正在进行的训练中，所选的层从下一步起保持权重不变</translation>
    </message>
    <message>
        <source>The chosen layers, which were frozen in the run that goes on, learn again</source>
        <translation>在正在进行的训练中被冻结的所选层重新学习</translation>
    </message>
    <message>
        <source>The next run can crash, or fill the memory, without the window; it starts more slowly</source>
        <translation>下一次训练崩溃或占满内存时不会影响窗口；启动会慢一些</translation>
    </message>
    <message>
        <source>Train in a process of its &amp;own</source>
        <translation>在独立进程中训练(&amp;O)</translation>
    </message>
    <message>
        <source>Train the model</source>
        <translation>训练模型</translation>
    </message>
    <message>
        <source>Try growing learning rates, and see which is good</source>
        <translation>尝试逐渐增大的学习率，看哪个合适</translation>
    </message>
    <message>
        <source>U&amp;ngroup</source>
        <translation>取消组合(&amp;N)</translation>
    </message>
    <message>
        <source>Version, licence, what it runs on</source>
        <translation>版本、许可证、运行环境</translation>
    </message>
    <message>
        <source>What the chosen layer, step or field does</source>
        <translation>所选层、步骤或字段的作用</translation>
    </message>
    <message>
        <source>What the model says of many pictures, of each row of a table, or of texts and series in files</source>
        <translation>模型对许多图片、表格各行、文件中的文本或序列的判断</translation>
    </message>
    <message>
        <source>What was written down of crashes and errors, and what they left</source>
        <translation>关于崩溃和错误的记录，以及它们留下的内容</translation>
    </message>
    <message>
        <source>Write the experiment to another file</source>
        <translation>将实验写入另一个文件</translation>
    </message>
    <message>
        <source>Write the experiment to its file</source>
        <translation>将实验写入其文件</translation>
    </message>
</context>
<context>
    <name>camera</name>
    <message>
        <source>A camera needs PySide6-Addons: pip install PySide6-Addons</source>
        <translation>使用摄像头需要 PySide6-Addons：pip install PySide6-Addons</translation>
    </message>
</context>
<context>
    <name>catalog</name>
    <message>
        <source>(eˣ − e⁻ˣ) / (eˣ + e⁻ˣ): squeezes every number into −1 … 1.</source>
        <translation>(eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)：将每个数压缩到 −1 … 1。</translation>
    </message>
    <message>
        <source>1 / (1 + e⁻ˣ): squeezes every number into 0 … 1.</source>
        <translation>1 / (1 + e⁻ˣ)：将每个数压缩到 0 … 1。</translation>
    </message>
    <message>
        <source>1,797 handwritten digits, 8 × 8, grey; scikit-learn brings them. Small enough to train in a second.</source>
        <translation>1,797 个 8 × 8 的灰度手写数字，由 scikit-learn 自带。小到一秒就能训练完。</translation>
    </message>
    <message>
        <source>1-D convolutional network</source>
        <translation>一维卷积网络</translation>
    </message>
    <message>
        <source>101,000 photos of 101 dishes, of different sizes: 5 GB to download, and a graphics card to train with.</source>
        <translation>101 种菜肴的 101,000 张照片，大小不一：需要下载 5 GB，训练时需要显卡。</translation>
    </message>
    <message>
        <source>13,000 photos of animals and vehicles in 10 classes, 96 × 96, colour: few to train with, many to test with.</source>
        <translation>13,000 张动物和交通工具的照片，共 10 类，96 × 96，彩色：训练用的少，测试用的多。</translation>
    </message>
    <message>
        <source>150 flowers of three kinds by four lengths: the oldest example of a table with classes.</source>
        <translation>三种鸢尾花共 150 朵，各有四个长度：最古老的分类表格示例。</translation>
    </message>
    <message>
        <source>178 wines of three growers by thirteen measurements, which differ widely in size: standardise them.</source>
        <translation>三家酒庄的 178 种葡萄酒，各有十三项测量值，量级相差很大：需要标准化。</translation>
    </message>
    <message>
        <source>1: all shares are equally likely; below: mostly one of the two; above: halves.</source>
        <translation>1：所有份额机会均等；更小：多半只取两者之一；更大：接近各半。</translation>
    </message>
    <message>
        <source>1: one channel; 3: three alike.</source>
        <translation>1：一个通道；3：三个相同的通道。</translation>
    </message>
    <message>
        <source>1: one slope for all; the number of channels: a slope for each.</source>
        <translation>1：全部共用一个斜率；等于通道数时：每个通道一个斜率。</translation>
    </message>
    <message>
        <source>39,270 photos of German traffic signs in 43 classes, from 15 × 15 to 250 × 250, colour.</source>
        <translation>39,270 张德国交通标志的照片，共 43 类，从 15 × 15 到 250 × 250，彩色。</translation>
    </message>
    <message>
        <source>442 patients by ten measurements; to predict is a number, how far the illness is a year later (25 to 346).</source>
        <translation>442 位患者，各有十项测量值；要预测的是一个数：一年后的病情指标（25 到 346）。</translation>
    </message>
    <message>
        <source>569 tumours by thirty measurements: malignant or benign, a question of yes or no.</source>
        <translation>569 个肿瘤，各有三十项测量值：恶性还是良性，一个是与否的问题。</translation>
    </message>
    <message>
        <source>60,000 small photos in 100 classes, 32 × 32, colour: as CIFAR10, with a tenth of the photos for each class.</source>
        <translation>60,000 张小照片，共 100 类，32 × 32，彩色：与 CIFAR10 相似，但每类的照片只有其十分之一。</translation>
    </message>
    <message>
        <source>60,000 small photos of animals and vehicles in 10 classes, 32 × 32, colour: the classic second data set.</source>
        <translation>60,000 张动物和交通工具的小照片，共 10 类，32 × 32，彩色：经典的第二个数据集。</translation>
    </message>
    <message>
        <source>7,349 photos of cats and dogs of 37 breeds, of different sizes.</source>
        <translation>37 个品种的猫和狗的 7,349 张照片，大小不一。</translation>
    </message>
    <message>
        <source>70,000 handwritten Japanese signs in 10 classes, 28 × 28, grey: MNIST's shape, but harder.</source>
        <translation>70,000 个手写日文假名，共 10 类，28 × 28，灰度：形状与 MNIST 相同，但更难。</translation>
    </message>
    <message>
        <source>70,000 handwritten digits, 28 × 28, grey: the classic first data set.</source>
        <translation>70,000 个手写数字，28 × 28，灰度：经典的入门数据集。</translation>
    </message>
    <message>
        <source>70,000 pictures of clothes in 10 classes, 28 × 28, grey: MNIST's shape, but harder.</source>
        <translation>70,000 张服饰图片，共 10 类，28 × 28，灰度：形状与 MNIST 相同，但更难。</translation>
    </message>
    <message>
        <source>8,189 photos of flowers in 102 classes, of different sizes: many classes, and few photos of each to train with.</source>
        <translation>8,189 张花的照片，共 102 类，大小不一：类别多，而每类用于训练的照片少。</translation>
    </message>
    <message>
        <source>9,298 digits from envelopes, 16 × 16, grey: small, quick, and older than MNIST.</source>
        <translation>9,298 个来自信封的数字，16 × 16，灰度：小、快，比 MNIST 更早。</translation>
    </message>
    <message>
        <source>99,289 house numbers cut out of street photos, one digit each, 32 × 32, colour: digits in the wild.</source>
        <translation>从街景照片中裁出的 99,289 个门牌号数字，每张一个数字，32 × 32，彩色：真实环境中的数字。</translation>
    </message>
    <message>
        <source>A data set that this program does not have; it is kept as it stands in the file.</source>
        <translation>本程序没有的数据集；按文件中的原样保留。</translation>
    </message>
    <message>
        <source>A file of weights (.pth) to begin with, in place of a download; empty: none.</source>
        <translation>作为起点的权重文件（.pth），代替下载；留空：不用。</translation>
    </message>
    <message>
        <source>A folder of the same form with the test images; empty: a share of the images.</source>
        <translation>结构相同、存放测试图像的文件夹；留空：从图像中划出一部分。</translation>
    </message>
    <message>
        <source>A large set of noisy photos, for a strong network or a pretrained one.</source>
        <translation>大型且含噪声的照片集，适合较强的网络或预训练网络。</translation>
    </message>
    <message>
        <source>A layer that this program does not have; it is kept as it stands in the file.</source>
        <translation>本程序没有的层；按文件中的原样保留。</translation>
    </message>
    <message>
        <source>A learning rate that was too high for a moment throws the bias far below 0; weights that begin badly, or input that is far from 0, do the same to many units at once.</source>
        <translation>一时过高的学习率会把偏置抛到远低于 0 的地方；不好的初始权重，或离 0 很远的输入，会让许多单元一下子变成这样。</translation>
    </message>
    <message>
        <source>A longer row is shortened to this length.</source>
        <translation>超过此长度的行会被缩短到该长度。</translation>
    </message>
    <message>
        <source>A loss that this program does not have; it is kept as it stands in the file.</source>
        <translation>本程序没有的损失；按文件中的原样保留。</translation>
    </message>
    <message>
        <source>A model that is too small, a learning rate that is too low, too much dropout or weight decay, too few epochs.</source>
        <translation>模型太小、学习率太低、dropout 或权重衰减太强、轮次太少。</translation>
    </message>
    <message>
        <source>A name for people.</source>
        <translation>给人看的名称。</translation>
    </message>
    <message>
        <source>A name for people; the code has it as a comment.</source>
        <translation>给人看的名称；在代码中作为注释。</translation>
    </message>
    <message>
        <source>A network with more weights than the samples can pin down finds many ways to be right for all of them, and most of these say nothing of new ones. Few samples, many epochs and a large model make it worse.</source>
        <translation>权重多于样本所能确定的数量时，网络有许多办法把所有样本都答对，而其中大多数对新样本毫无意义。样本少、轮次多、模型大会使情况更糟。</translation>
    </message>
    <message>
        <source>A parameter of your own code.</source>
        <translation>你的自有代码的参数。</translation>
    </message>
    <message>
        <source>A rule of thumb: a few hundred samples of each class. Networks that others have trained on millions of images need far fewer, because they know already what images are made of.</source>
        <translation>经验法则：每个类别需要几百个样本。别人用数百万张图像训练过的网络则需要少得多，因为它们已经知道图像由什么组成。</translation>
    </message>
    <message>
        <source>A schedule that this program does not have; it is kept as it stands in the file.</source>
        <translation>本程序没有的学习率计划；按文件中的原样保留。</translation>
    </message>
    <message>
        <source>A second file of the same form for the test; empty: a share of the images.</source>
        <translation>用于测试的第二个同格式文件；留空：从图像中划出一部分。</translation>
    </message>
    <message>
        <source>A second file of the same form for the test; empty: a share of the rows.</source>
        <translation>用于测试的第二个同格式文件；留空则取一部分行。</translation>
    </message>
    <message>
        <source>A second folder with images for the test; empty: a share of the images.</source>
        <translation>存放测试图像的第二个文件夹；留空：从图像中划出一部分。</translation>
    </message>
    <message>
        <source>A second one reads backwards; the results are put side by side.</source>
        <translation>第二个从后往前读；两者的结果并排放在一起。</translation>
    </message>
    <message>
        <source>A small network that squeezes its channels together and spreads them again (Iandola et al. 2016), without its head.</source>
        <translation>先压缩通道再展开的小型网络（Iandola 等，2016），不含头部。</translation>
    </message>
    <message>
        <source>A smaller change than this is not made.</source>
        <translation>小于此值的变化不会执行。</translation>
    </message>
    <message>
        <source>A step should see a mixture, so that its gradient is about that of the whole. shuffle is off; files and tables are often sorted by class.</source>
        <translation>每一步都应看到混合的样本，使其梯度接近整体的梯度。shuffle 已关闭；文件和表格常常按类别排序。</translation>
    </message>
    <message>
        <source>A strong augmentation with nothing to choose (Müller and Hutter 2021).</source>
        <translation>无需任何选择的强增强（Müller 与 Hutter 2021）。</translation>
    </message>
    <message>
        <source>A strong augmentation with two numbers to choose (Cubuk et al. 2020).</source>
        <translation>只需选择两个数的强增强（Cubuk 等 2020）。</translation>
    </message>
    <message>
        <source>A token that the training part has less often is unknown.</source>
        <translation>在训练部分中出现次数少于此值的词元算作未知。</translation>
    </message>
    <message>
        <source>A token whose numbers stay zero; 0 is the padding of Tokenize.</source>
        <translation>数值始终为零的词元；0 是 Tokenize 的填充。</translation>
    </message>
    <message>
        <source>A transform that this program does not have; it is kept as it stands in the file.</source>
        <translation>本程序没有的变换；按文件中的原样保留。</translation>
    </message>
    <message>
        <source>A unit before a ReLU whose sum is negative for every sample gives 0, always. Its gradient is 0, too: it learns nothing any more, and never comes back.</source>
        <translation>若 ReLU 之前的单元对每个样本的和都为负，它就总是输出 0。它的梯度也为 0：它再也学不到东西，也恢复不了。</translation>
    </message>
    <message>
        <source>A very small network that mixes groups of channels (Ma et al. 2018), without its head.</source>
        <translation>混洗通道分组的极小网络（Ma 等，2018），不含头部。</translation>
    </message>
    <message>
        <source>A weight for every class, in the order of the classes; none: all alike.</source>
        <translation>每个类别的权重，按类别顺序排列；none：全部相同。</translation>
    </message>
    <message>
        <source>A yes or no for each output: the sigmoid and the binary cross entropy in one. With two classes one output is enough: above zero means the second class. Takes raw scores: no Sigmoid before it.</source>
        <translation>每个输出各自判断是或否：把 sigmoid 与二元交叉熵合二为一。两个类别时一个输出就够了：大于零表示第二类。输入为原始得分，前面不要加 Sigmoid。</translation>
    </message>
    <message>
        <source>Above it the result is x itself, for safety.</source>
        <translation>超过该值时结果就是 x 本身，以保证数值安全。</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>Adagrad that forgets, and needs hardly any learning rate: its steps have the size of the steps before.</source>
        <translation>会遗忘的 Adagrad，几乎不需要学习率：步长与之前的步长相当。</translation>
    </message>
    <message>
        <source>Adam that divides by the largest gradient of late instead of the mean square; calm where gradients are sparse.</source>
        <translation>除以近期最大梯度而不是均方的 Adam；在梯度稀疏时很平稳。</translation>
    </message>
    <message>
        <source>Adam that looks ahead along its momentum, as Nesterov's method does.</source>
        <translation>像 Nesterov 方法那样沿动量向前看的 Adam。</translation>
    </message>
    <message>
        <source>Adam that takes careful steps at the beginning, while it has seen too little: a warm-up of its own.</source>
        <translation>开始时见得太少，因此小心迈步的 Adam：自带预热。</translation>
    </message>
    <message>
        <source>Adam with weight decay that acts on the weights themselves, not through the gradient.</source>
        <translation>权重衰减直接作用于权重本身、而不经过梯度的 Adam。</translation>
    </message>
    <message>
        <source>Adaptive</source>
        <translation>自适应</translation>
    </message>
    <message>
        <source>Add Stirling's approximation of the term that does not depend on the model.</source>
        <translation>加上与模型无关的那一项的斯特林近似。</translation>
    </message>
    <message>
        <source>Add a learned number to every filter's output.</source>
        <translation>给每个卷积核的输出加上一个可学习的数（偏置）。</translation>
    </message>
    <message>
        <source>Add a learned number to every output.</source>
        <translation>给每个输出加上一个可学习的数（偏置）。</translation>
    </message>
    <message>
        <source>Add a step of zeros that can be looked at.</source>
        <translation>添加一个可供注意的零步。</translation>
    </message>
    <message>
        <source>Add pixels where the image is smaller than the piece.</source>
        <translation>图像小于裁剪尺寸时补充像素。</translation>
    </message>
    <message>
        <source>Added at the edges, at most half the window; never the largest.</source>
        <translation>在边缘填充，至多为窗口的一半；填充值永远不会是最大值。</translation>
    </message>
    <message>
        <source>Added inside the logarithm when log_input is off.</source>
        <translation>log_input 关闭时加在对数内部的小数。</translation>
    </message>
    <message>
        <source>Added to the denominator, against division by zero.</source>
        <translation>加在分母上，防止除以零。</translation>
    </message>
    <message>
        <source>Added to the size on one side, because several input sizes lead to one output size; less than the stride.</source>
        <translation>在一侧加到尺寸上，因为多个输入尺寸会得到同一个输出尺寸；须小于步幅。</translation>
    </message>
    <message>
        <source>Added to the variance, against division by zero.</source>
        <translation>加在方差上，防止除以零。</translation>
    </message>
    <message>
        <source>Adds a border around the image.</source>
        <translation>在图像周围加一圈边框。</translation>
    </message>
    <message>
        <source>Adds a small random number to every pixel: the model learns to look past the grain of a bad camera. Before Normalize, or without clip.</source>
        <translation>给每个像素加上一个小的随机数：模型学会忽略劣质相机的噪点。请放在 Normalize 之前，或关闭 clip。</translation>
    </message>
    <message>
        <source>Adds the input to what the layers inside make of it: x + f(x). Deep networks learn because of it. What comes out inside must have the shape of what went in.</source>
        <translation>把输入加到内部各层的结果上：x + f(x)。深层网络因此才能学习。内部输出的形状必须与输入相同。</translation>
    </message>
    <message>
        <source>Adds to every step waves that tell its place in the sequence, since attention alone does not see the order.</source>
        <translation>给每一步加上表示其位置的波形，因为注意力本身看不出先后顺序。</translation>
    </message>
    <message>
        <source>After CIFAR10: a hundred classes, few images of each.</source>
        <translation>CIFAR10 之后：一百个类别，每类图像很少。</translation>
    </message>
    <message>
        <source>After Conv1d, to make a series shorter.</source>
        <translation>放在 Conv1d 之后，使序列变短。</translation>
    </message>
    <message>
        <source>After Conv1d: neighbouring steps are so alike that single zeros do nothing.</source>
        <translation>放在 Conv1d 之后：相邻时间步非常相似，零星的零不起作用。</translation>
    </message>
    <message>
        <source>After Conv2d, before the activation, with batches of 16 or more.</source>
        <translation>放在 Conv2d 之后、激活之前，批次不小于 16。</translation>
    </message>
    <message>
        <source>After Conv2d, to halve height and width.</source>
        <translation>放在 Conv2d 之后，使高和宽减半。</translation>
    </message>
    <message>
        <source>After Conv2d: neighbouring pixels are so alike that single zeros do nothing.</source>
        <translation>放在 Conv2d 之后：相邻像素非常相似，零星的零不起作用。</translation>
    </message>
    <message>
        <source>After Conv3d, before the activation, with batches of 16 or more.</source>
        <translation>放在 Conv3d 之后、激活之前，批次不小于 16。</translation>
    </message>
    <message>
        <source>After Conv3d, to make a volume smaller.</source>
        <translation>放在 Conv3d 之后，使体数据变小。</translation>
    </message>
    <message>
        <source>After Conv3d: neighbouring numbers are so alike that single zeros do nothing.</source>
        <translation>放在 Conv3d 之后：相邻数值非常相似，零星的零不起作用。</translation>
    </message>
    <message>
        <source>After Linear or Conv1d, before the activation, with batches of 16 or more.</source>
        <translation>放在 Linear 或 Conv1d 之后、激活之前，批次不小于 16。</translation>
    </message>
    <message>
        <source>After MNIST: letters, and up to 62 classes.</source>
        <translation>MNIST 之后：字母，最多 62 个类别。</translation>
    </message>
    <message>
        <source>After Resize with one number, to get squares.</source>
        <translation>放在只给一个数的 Resize 之后，得到正方形。</translation>
    </message>
    <message>
        <source>After SELU, and only there.</source>
        <translation>放在 SELU 之后，且只用于此处。</translation>
    </message>
    <message>
        <source>After a convolution where batches have fewer than 16 samples.</source>
        <translation>批次少于 16 个样本时，放在卷积之后。</translation>
    </message>
    <message>
        <source>After a convolution, to make images larger and sharp (super-resolution).</source>
        <translation>放在卷积之后，使图像变大而清晰（超分辨率）。</translation>
    </message>
    <message>
        <source>Against overfitting and overconfidence, in longer runs (Zhang et al. 2018).</source>
        <translation>在较长的训练中防止过拟合与过度自信（Zhang 等 2018）。</translation>
    </message>
    <message>
        <source>An accuracy over n samples is a count, and counts vary: the standard error is √(p (1 − p) / n).</source>
        <translation>n 个样本上的准确率是一个计数，而计数会波动：标准误差为 √(p (1 − p) / n)。</translation>
    </message>
    <message>
        <source>An optimizer that this program does not have; it is kept as it stands in the file.</source>
        <translation>本程序没有的优化器；按文件中的原样保留。</translation>
    </message>
    <message>
        <source>Another number, other hands.</source>
        <translation>换一个数，就换一种笔迹。</translation>
    </message>
    <message>
        <source>Another number, other images.</source>
        <translation>换一个数，得到另外的图像。</translation>
    </message>
    <message>
        <source>Another number, other pictures.</source>
        <translation>换一个数，得到另一批图片。</translation>
    </message>
    <message>
        <source>Another number, other sentences.</source>
        <translation>换一个数字，句子就不同。</translation>
    </message>
    <message>
        <source>Another number, other waves.</source>
        <translation>换一个数，就得到另一组波形。</translation>
    </message>
    <message>
        <source>Area of the piece as a share of the image, from and to.</source>
        <translation>裁块面积占图像的比例，从多少到多少。</translation>
    </message>
    <message>
        <source>As ELU, if alpha is not 1.</source>
        <translation>当 alpha 不为 1 时，用法同 ELU。</translation>
    </message>
    <message>
        <source>As LSTM, with two gates instead of three: fewer weights, and mostly as good.</source>
        <translation>与 LSTM 类似，用两个门代替三个：权重更少，效果大多相当。</translation>
    </message>
    <message>
        <source>As SmoothL1Loss, but the absolute part is delta times as steep.</source>
        <translation>与 SmoothL1Loss 相同，但绝对值部分的斜率为其 delta 倍。</translation>
    </message>
    <message>
        <source>As a branch that changes nothing, or to keep a place free.</source>
        <translation>作为不做改变的分支，或用来占位。</translation>
    </message>
    <message>
        <source>As a simple warm-up of a few epochs.</source>
        <translation>作为几轮的简单预热。</translation>
    </message>
    <message>
        <source>As a warm-up for transformers and large batches.</source>
        <translation>用作 Transformer 和大批次训练的预热。</translation>
    </message>
    <message>
        <source>As hard as a first data set may be: MNIST's shape, cursive Japanese.</source>
        <translation>作为入门数据集已足够难：MNIST 的形状，草书日文。</translation>
    </message>
    <message>
        <source>As the last layer before NLLLoss or KLDivLoss.</source>
        <translation>作为 NLLLoss 或 KLDivLoss 之前的最后一层。</translation>
    </message>
    <message>
        <source>As the last layer for a yes or no with BCELoss, or as a gate; seldom between layers.</source>
        <translation>作为配合 BCELoss 的是非判断的最后一层，或作为门；很少用在层间。</translation>
    </message>
    <message>
        <source>Attention within windows that move from layer to layer (Liu et al. 2021), without its head.</source>
        <translation>在逐层移动的窗口内做注意力（Liu 等，2021），不含头部。</translation>
    </message>
    <message>
        <source>Augmentation as it was found best for ImageNet, CIFAR10 or SVHN (Cubuk et al. 2019).</source>
        <translation>在 ImageNet、CIFAR10 或 SVHN 上被找到的最佳增强（Cubuk 等 2019）。</translation>
    </message>
    <message>
        <source>Autoencoder</source>
        <translation>自编码器</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Backbone</source>
        <translation>骨干网络</translation>
    </message>
    <message>
        <source>Batch norm of few samples</source>
        <translation>样本太少的批归一化</translation>
    </message>
    <message>
        <source>Batch norm takes mean and spread from the batch. Of few samples they are little more than chance.</source>
        <translation>批归一化从批次中取均值和离散程度。样本很少时它们几乎只是偶然。</translation>
    </message>
    <message>
        <source>Batches whose gradients are added up for one step of the optimizer.</source>
        <translation>优化器每走一步所累积梯度的批数。</translation>
    </message>
    <message>
        <source>Before Flatten and Linear at the end of a network for volumes.</source>
        <translation>体数据网络末尾，放在 Flatten 和 Linear 之前。</translation>
    </message>
    <message>
        <source>Before Flatten and Linear at the end of an image network (global average pooling with 1).</source>
        <translation>图像网络末尾，放在 Flatten 和 Linear 之前（取 1 时即全局平均池化）。</translation>
    </message>
    <message>
        <source>Before Linear at the end of a network for series.</source>
        <translation>序列网络末尾，放在 Linear 之前。</translation>
    </message>
    <message>
        <source>Before Linear, where one strong sign anywhere in the image decides.</source>
        <translation>当图像任意位置的一个强特征就能决定结果时，放在 Linear 之前。</translation>
    </message>
    <message>
        <source>Before Linear, where one strong sign anywhere in the volume decides.</source>
        <translation>当体数据任意位置的一个强特征就能决定结果时，放在 Linear 之前。</translation>
    </message>
    <message>
        <source>Before Linear, where series may differ in length.</source>
        <translation>当序列长度可能不同时，放在 Linear 之前。</translation>
    </message>
    <message>
        <source>Before all other steps, where a table has gaps.</source>
        <translation>表格有缺失值时，放在所有其他步骤之前。</translation>
    </message>
    <message>
        <source>Begin with torchvision's weights, which are downloaded once; none: begin at random.</source>
        <translation>以 torchvision 的权重为起点（只下载一次）；none：随机初始化。</translation>
    </message>
    <message>
        <source>Bends the image as if seen through moving water. Good for handwriting, where no two lines are drawn alike. For images of 28 × 28 alpha between 20 and 50 and sigma between 3 and 5 keep digits readable.</source>
        <translation>像隔着流水看一样弯曲图像。适合手写字，因为没有两笔是一样的。对 28 × 28 的图像，alpha 取 20 到 50、sigma 取 3 到 5 时数字仍可辨认。</translation>
    </message>
    <message>
        <source>Between Linear layers, when the training loss falls and the validation loss rises.</source>
        <translation>训练损失下降而验证损失上升时，放在 Linear 层之间。</translation>
    </message>
    <message>
        <source>Between convolutions and sequence layers, which want the features last.</source>
        <translation>放在卷积与序列层之间，后者要求特征在最后一维。</translation>
    </message>
    <message>
        <source>Between most layers; start with it.</source>
        <translation>用在大多数层之间；从它开始。</translation>
    </message>
    <message>
        <source>Between the last convolution or pooling and the first Linear.</source>
        <translation>放在最后一个卷积或池化与第一个 Linear 之间。</translation>
    </message>
    <message>
        <source>Between the sequence layers and the last Linear.</source>
        <translation>放在序列层与最后的 Linear 之间。</translation>
    </message>
    <message>
        <source>Binary cross entropy of probabilities, so Sigmoid goes before it. BCEWithLogitsLoss does the same with fewer rounding errors. Good for pictures in 0 to 1 as the target.</source>
        <translation>对概率计算二元交叉熵，因此前面要有 Sigmoid。BCEWithLogitsLoss 做同样的事，舍入误差更小。适合以 0 到 1 的图像作为目标。</translation>
    </message>
    <message>
        <source>Blurs every image by a strength of its own: the model learns to do without sharp edges.</source>
        <translation>以各不相同的强度模糊每张图像：模型学会不依赖清晰的边缘。</translation>
    </message>
    <message>
        <source>Both losses lie close together and high. As long as they still fall, more epochs help; where they are level, they do not.</source>
        <translation>两条损失曲线靠得很近而且都高。只要还在下降，多训练几轮就有用；已经变平时则没有用。</translation>
    </message>
    <message>
        <source>Branches: every layer inside gets the same input, and what they give is put together. A branch of several layers is a Sequential; an empty Sequential passes the input on as it is.</source>
        <translation>分支：内部的每一层得到相同的输入，它们的输出合在一起。由多层组成的分支是一个 Sequential；空的 Sequential 原样传递输入。</translation>
    </message>
    <message>
        <source>Breast cancer, MLP with one output</source>
        <translation>乳腺癌，单输出 MLP</translation>
    </message>
    <message>
        <source>Built in</source>
        <translation>内置</translation>
    </message>
    <message>
        <source>Cats and dogs by breed, or just cats and dogs: for transfer learning.</source>
        <translation>按品种区分的猫和狗，或只分猫与狗：用于迁移学习。</translation>
    </message>
    <message>
        <source>Changes a factor of the learning rate along a straight line: from small to 1 it is a warm-up.</source>
        <translation>让学习率的系数沿直线变化：从小到 1 就是预热。</translation>
    </message>
    <message>
        <source>Changes brightness, contrast, saturation and hue at random, in a random order.</source>
        <translation>按随机顺序随机改变亮度、对比度、饱和度和色相。</translation>
    </message>
    <message>
        <source>Channels (1 or 3), height and width.</source>
        <translation>通道数（1 或 3）、高度和宽度。</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Coloured circles, squares, triangles, stars, rings and crosses on coloured grounds, drawn by the program; no network needed.</source>
        <translation>由程序绘制的彩色圆形、方形、三角形、星形、圆环和十字，背景为彩色；无需联网。</translation>
    </message>
    <message>
        <source>Coloured shapes, ResNet-18 with a new head</source>
        <translation>彩色形状，带新头部的 ResNet-18</translation>
    </message>
    <message>
        <source>Coloured shapes, small network like VGG</source>
        <translation>彩色形状，类似 VGG 的小网络</translation>
    </message>
    <message>
        <source>Columns of numbers that are only names, with commas between.</source>
        <translation>只起名称作用的数字列，以逗号分隔。</translation>
    </message>
    <message>
        <source>Columns to leave out, with commas between.</source>
        <translation>不使用的列，以逗号分隔。</translation>
    </message>
    <message>
        <source>Computes every number of the images anew, by an expression over x: for what has no step of its own. Known are + - * / **, comparisons (with and, or, not), where(x &gt; 0.5, 1, 0), clamp(x, 0, 1), minimum, maximum, abs, sqrt, square, exp, log, log1p, sin, cos, tan, tanh, sigmoid, relu, round, floor, ceil, sign, pi and e; and mean, std, min, max of an image: (x - mean(x)) / std(x).</source>
        <translation>用一个关于 x 的表达式重新计算图像的每个数：用于没有专门步骤的情形。可用 + - * / **、比较（可用 and、or、not 连接）、where(x &gt; 0.5, 1, 0)、clamp(x, 0, 1)、minimum、maximum、abs、sqrt、square、exp、log、log1p、sin、cos、tan、tanh、sigmoid、relu、round、floor、ceil、sign、pi 和 e；以及整张图像的 mean、std、min、max：(x - mean(x)) / std(x)。</translation>
    </message>
    <message>
        <source>Container</source>
        <translation>容器</translation>
    </message>
    <message>
        <source>Convolution</source>
        <translation>卷积</translation>
    </message>
    <message>
        <source>Convolutions arranged as in a transformer (Liu et al. 2022), without their head.</source>
        <translation>按 Transformer 方式组织的卷积网络（Liu 等，2022），不含头部。</translation>
    </message>
    <message>
        <source>Count the added zeros in the mean.</source>
        <translation>求均值时计入填充的零。</translation>
    </message>
    <message>
        <source>Covers a rectangle in some images: the model learns not to rely on one place. Put it after Normalize.</source>
        <translation>遮住部分图像中的一个矩形：模型学会不依赖某一处。请放在 Normalize 之后。</translation>
    </message>
    <message>
        <source>Cut every number of the gradient at plus and minus this; none: never.</source>
        <translation>把梯度的每个分量截断在正负该值之间；none 表示不截断。</translation>
    </message>
    <message>
        <source>Cut off what leaves 0 … 1.</source>
        <translation>截去超出 0 … 1 的部分。</translation>
    </message>
    <message>
        <source>Cuts a text into tokens and puts a number for each, from a vocabulary that it learns from the training part. 0 is padding, 1 is what the vocabulary lacks. Chinese and Japanese have no spaces: there, words are single characters.</source>
        <translation>把文本切成词元，并按从训练部分学到的词表把每个词元换成一个数字。0 是填充，1 是词表中没有的词元。中文和日文没有空格：那里的“词”是单个字符。</translation>
    </message>
    <message>
        <source>Cuts every number off at min_val and max_val.</source>
        <translation>把每个数截断在 min_val 与 max_val 之间。</translation>
    </message>
    <message>
        <source>Cuts out a piece at a random place: the model learns not to mind where things stand.</source>
        <translation>在随机位置裁剪一块：让模型学会不在意物体的位置。</translation>
    </message>
    <message>
        <source>Cuts out a random piece and scales it to one size: the model learns not to mind how large things are. The usual first step for photos. Raise the lower end of scale where things fill the image.</source>
        <translation>裁出随机的一块并缩放到统一尺寸：模型学会不在意物体的大小。照片常用的第一步。物体占满图像时，请调高 scale 的下限。</translation>
    </message>
    <message>
        <source>Cuts the image into patches and reads them as a sequence (Dosovitskiy et al. 2020), without its head.</source>
        <translation>把图像切成小块并当作序列来读（Dosovitskiy 等，2020），不含头部。</translation>
    </message>
    <message>
        <source>Cuts the middle out; a smaller image gets black edges.</source>
        <translation>裁剪中间部分；图像较小时边缘补黑。</translation>
    </message>
    <message>
        <source>Cycle</source>
        <translation>周期</translation>
    </message>
    <message>
        <source>Damage</source>
        <translation>破坏</translation>
    </message>
    <message>
        <source>Dead units</source>
        <translation>死亡单元</translation>
    </message>
    <message>
        <source>Decay</source>
        <translation>衰减</translation>
    </message>
    <message>
        <source>Decay the weights themselves, as AdamW does.</source>
        <translation>像 AdamW 那样直接衰减权重本身。</translation>
    </message>
    <message>
        <source>Depth, height and width of a filter.</source>
        <translation>卷积核的深度、高度和宽度。</translation>
    </message>
    <message>
        <source>Depth, height and width of the output; none in a list keeps that side.</source>
        <translation>输出的深度、高度和宽度；列表中的 none 表示保持该边不变。</translation>
    </message>
    <message>
        <source>Depth, height and width of the window.</source>
        <translation>窗口的深度、高度和宽度。</translation>
    </message>
    <message>
        <source>Diabetes, regression</source>
        <translation>糖尿病，回归</translation>
    </message>
    <message>
        <source>Digits drawn by the program from pen strokes, 28 × 28, grey; no network needed. What a model learns here carries over to a real hand.</source>
        <translation>程序用笔画绘制的数字，28 × 28，灰度；无需联网。模型在这里学到的内容也适用于真实笔迹。</translation>
    </message>
    <message>
        <source>Digits in the wild: colour, clutter, neighbours.</source>
        <translation>真实场景中的数字：彩色、杂乱、有相邻数字。</translation>
    </message>
    <message>
        <source>Distance between the numbers of a window.</source>
        <translation>窗口内各数之间的距离。</translation>
    </message>
    <message>
        <source>Distance between the numbers that a filter looks at.</source>
        <translation>卷积核所看的各数之间的距离。</translation>
    </message>
    <message>
        <source>Distance between the pixels of a window.</source>
        <translation>窗口内像素之间的距离。</translation>
    </message>
    <message>
        <source>Distance between the pixels that a filter looks at.</source>
        <translation>卷积核所看的像素之间的距离（空洞）。</translation>
    </message>
    <message>
        <source>Distributions</source>
        <translation>分布</translation>
    </message>
    <message>
        <source>Divergence</source>
        <translation>发散</translation>
    </message>
    <message>
        <source>Divide a token's gradient by how often the batch has it.</source>
        <translation>把词元的梯度除以它在批次中出现的次数。</translation>
    </message>
    <message>
        <source>Divide by the variance instead of the mean square.</source>
        <translation>除以方差，而不是均方。</translation>
    </message>
    <message>
        <source>Divide by this number instead of the window's size; none: by its size.</source>
        <translation>除以此数，而不是窗口大小；none：除以窗口大小。</translation>
    </message>
    <message>
        <source>Divides the gradient by a running mean of its size.</source>
        <translation>将梯度除以其大小的滑动平均。</translation>
    </message>
    <message>
        <source>Divides the gradient by the root of the sum of all its squares: steps only ever get smaller. For features that are rare, and for short runs.</source>
        <translation>把梯度除以其所有平方之和的根：步长只会越来越小。适合稀有的特征和短的训练。</translation>
    </message>
    <message>
        <source>Do a whole step in one kernel; none: the workbench takes it where the device can.</source>
        <translation>用一个融合算子完成整个更新步；none：设备支持时工作台自动使用。</translation>
    </message>
    <message>
        <source>Does a few operations to every image, drawn from fourteen, all of one strength: two numbers to tune, no more. The operations: nothing, shear, shift, turn, brightness, colour, contrast, sharpness, fewer levels, invert above a threshold, stretch or even out the tones. Before Normalize.</source>
        <translation>对每张图像做几个从十四种中抽取的操作，强度都相同：只有两个数要调。操作包括：不变、剪切、平移、旋转、亮度、色彩、对比度、锐度、减少色阶、高于阈值时反相、拉伸或均衡色调。请放在 Normalize 之前。</translation>
    </message>
    <message>
        <source>Does a pair of operations to every image, from a list that a search found to help on one of three data sets. Take the policy of the data set that is most like yours. Before Normalize.</source>
        <translation>对每张图像做一对操作，取自在三个数据集之一上搜索得到的有效列表。请选用与你的数据最相近的数据集的策略。请放在 Normalize 之前。</translation>
    </message>
    <message>
        <source>Does one operation to every image, drawn from fourteen, of a strength that is drawn too: nothing to tune. A good first try. Before Normalize.</source>
        <translation>对每张图像做一个从十四种中抽取的操作，强度也随机抽取：无需调节。适合先试一试。请放在 Normalize 之前。</translation>
    </message>
    <message>
        <source>Doubtful labels</source>
        <translation>可疑的标签</translation>
    </message>
    <message>
        <source>Draw a new order of the training samples in every epoch.</source>
        <translation>每轮都重新打乱训练样本的顺序。</translation>
    </message>
    <message>
        <source>Draw every class equally often, the rare ones repeatedly (weighted sampling).</source>
        <translation>每个类别抽取得同样频繁，稀有类别会重复抽取（加权采样）。</translation>
    </message>
    <message>
        <source>Dropout</source>
        <translation>Dropout</translation>
    </message>
    <message>
        <source>Dropout for networks of SELU: it keeps mean and variance as they are.</source>
        <translation>用于 SELU 网络的 Dropout：保持均值和方差不变。</translation>
    </message>
    <message>
        <source>ELU with the two constants that keep mean 0 and variance 1 from layer to layer. Goes with AlphaDropout and weights that begin normally distributed.</source>
        <translation>带有两个常数的 ELU，使各层的均值保持 0、方差保持 1。与 AlphaDropout 以及正态分布初始化的权重配合使用。</translation>
    </message>
    <message>
        <source>Each step goes too far: the loss jumps up and down, or grows, and in the end the weights are destroyed.</source>
        <translation>每一步都走得太远：损失上下跳动或增大，最后权重被毁掉。</translation>
    </message>
    <message>
        <source>Embedding and GRU</source>
        <translation>Embedding 与 GRU</translation>
    </message>
    <message>
        <source>End a step when the gradient is smaller.</source>
        <translation>梯度小于该值时结束这一步。</translation>
    </message>
    <message>
        <source>End a step when the loss hardly changes.</source>
        <translation>损失几乎不变时结束这一步。</translation>
    </message>
    <message>
        <source>End after so many epochs without a lower validation loss; none: never.</source>
        <translation>验证损失连续这么多轮没有降低就结束；none 表示不提前结束。</translation>
    </message>
    <message>
        <source>Epochs from one step to the next.</source>
        <translation>每隔多少轮调整一次。</translation>
    </message>
    <message>
        <source>Epochs from the one to the other.</source>
        <translation>从起点到终点的轮数。</translation>
    </message>
    <message>
        <source>Epochs in which the learning rate grows from almost nothing; parts count, too.</source>
        <translation>学习率从接近零逐渐增大的轮数；可以是小数。</translation>
    </message>
    <message>
        <source>Epochs of the first fall.</source>
        <translation>第一次下降的轮数。</translation>
    </message>
    <message>
        <source>Epochs to wait after a reduction.</source>
        <translation>降低学习率后等待的轮数。</translation>
    </message>
    <message>
        <source>Epochs until it is given free.</source>
        <translation>恢复之前的轮数。</translation>
    </message>
    <message>
        <source>Epochs until it is zero.</source>
        <translation>降到零所需的轮数。</translation>
    </message>
    <message>
        <source>Epochs until the lowest point; none: all epochs of the run.</source>
        <translation>到达最低点的轮数；none：运行的全部轮数。</translation>
    </message>
    <message>
        <source>Epochs without progress that are waited for.</source>
        <translation>容忍没有进步的轮数。</translation>
    </message>
    <message>
        <source>Estimates the curvature from its last steps, and asks for the loss several times in each. For small models and batches that are the whole data set.</source>
        <translation>根据最近几步估计曲率，每一步会多次计算损失。适合小模型以及以整个数据集为一批的情况。</translation>
    </message>
    <message>
        <source>Every layer sees the outputs of all before it in its block (Huang et al. 2016); without its head.</source>
        <translation>块中的每一层都能看到之前所有层的输出（Huang 等，2016）；不含头部。</translation>
    </message>
    <message>
        <source>Every sample weighs the same in the loss, so the frequent class pulls most. The accuracy hides it; the confusion matrix and the mean over classes do not.</source>
        <translation>每个样本在损失中的分量相同，所以常见的类别拉力最大。准确率会掩盖这一点；混淆矩阵和各类别的平均则不会。</translation>
    </message>
    <message>
        <source>Every step goes in the right direction, but hardly moves the weights. The model would get there, after a hundred times as many epochs.</source>
        <translation>每一步方向都对，但权重几乎不动。模型能到达目标，但要多上百倍的轮次。</translation>
    </message>
    <message>
        <source>Exploding gradients</source>
        <translation>梯度爆炸</translation>
    </message>
    <message>
        <source>Factors when the sign changes, and when it stays.</source>
        <translation>符号改变时与符号不变时的系数。</translation>
    </message>
    <message>
        <source>Far from 0 a sigmoid or tanh is flat: its answer is always 0 or 1 (−1 or 1), whatever comes in, and its gradient is almost 0.</source>
        <translation>离 0 很远时，sigmoid 或 tanh 是平的：无论输入什么，输出总是 0 或 1（−1 或 1），梯度几乎为 0。</translation>
    </message>
    <message>
        <source>Few labelled photos at 96 × 96: for transfer learning and augmentation.</source>
        <translation>少量带标签的 96 × 96 照片：用于迁移学习与数据增强。</translation>
    </message>
    <message>
        <source>Files that were copied into two folders, photos of the same scene in both parts, rows that stand twice in a table before it was split.</source>
        <translation>文件被复制到两个文件夹、同一场景的照片出现在两个部分、表格在划分之前就有重复的行。</translation>
    </message>
    <message>
        <source>Fine differences between classes, few images: for transfer learning.</source>
        <translation>类别之间差异细微，图像很少：用于迁移学习。</translation>
    </message>
    <message>
        <source>First axis that is laid out; 0 would be the batch.</source>
        <translation>展平的第一个轴；0 是批次轴。</translation>
    </message>
    <message>
        <source>First, for nearly every table.</source>
        <translation>几乎所有表格的第一步。</translation>
    </message>
    <message>
        <source>First, where images differ in size, or are larger than the model needs.</source>
        <translation>图像大小不一或大于模型所需时，放在最前。</translation>
    </message>
    <message>
        <source>For Conv1d, LSTM and attention.</source>
        <translation>适合 Conv1d、LSTM 和注意力。</translation>
    </message>
    <message>
        <source>For a border that is not the same on all sides; else the convolution's own padding.</source>
        <translation>用于各边不同的边框；否则用卷积自带的填充。</translation>
    </message>
    <message>
        <source>For a first network on colour images, and to try augmentation and torchvision's networks.</source>
        <translation>用于第一个彩色图像网络，以及试验数据增强和 torchvision 的网络。</translation>
    </message>
    <message>
        <source>For a first network on texts, with no file and no network.</source>
        <translation>用于第一个文本网络，不需要文件，也不需要联网。</translation>
    </message>
    <message>
        <source>For a first regression: MSELoss or L1Loss with one output.</source>
        <translation>适合第一个回归练习：一个输出，用 MSELoss 或 L1Loss。</translation>
    </message>
    <message>
        <source>For a step that no part does: a curve of the brightness, a threshold.</source>
        <translation>用于没有现成部件的步骤：亮度曲线、阈值。</translation>
    </message>
    <message>
        <source>For a table of your own, saved from a spreadsheet.</source>
        <translation>用于从电子表格保存的自己的表格。</translation>
    </message>
    <message>
        <source>For an even fall; take gamma so that gamma to the number of epochs is about 0.01.</source>
        <translation>用于均匀下降；选取 gamma，使其轮数次方约为 0.01。</translation>
    </message>
    <message>
        <source>For arrays that a NumPy program has saved: images, tables or series.</source>
        <translation>用于 NumPy 程序保存的数组：图像、表格或序列。</translation>
    </message>
    <message>
        <source>For classes, if only the order of the scores matters, not probabilities.</source>
        <translation>用于分类，当只关心得分次序而不关心概率时。</translation>
    </message>
    <message>
        <source>For classes, if the model ends with LogSoftmax.</source>
        <translation>用于分类，当模型以 LogSoftmax 结尾时。</translation>
    </message>
    <message>
        <source>For counts (0, 1, 2, …): the model gives the expected count, or its logarithm.</source>
        <translation>用于计数（0、1、2……）：模型给出期望计数或其对数。</translation>
    </message>
    <message>
        <source>For exp_range: the factor of every step.</source>
        <translation>用于 exp_range：每一步的系数。</translation>
    </message>
    <message>
        <source>For experiments; ReLU is the usual case of it.</source>
        <translation>用于试验；ReLU 是它的常见特例。</translation>
    </message>
    <message>
        <source>For features that seldom occur, such as words.</source>
        <translation>用于很少出现的特征，例如单词。</translation>
    </message>
    <message>
        <source>For few images, such as medical ones; needs much memory.</source>
        <translation>用于图像较少的情形，如医学图像；需要大量内存。</translation>
    </message>
    <message>
        <source>For handwriting and symbols: shift, size and slant at once.</source>
        <translation>用于手写体和符号：同时改变位置、大小和倾斜。</translation>
    </message>
    <message>
        <source>For handwriting and tissue, which bend (Simard et al. 2003).</source>
        <translation>用于会弯曲的手写体和组织图像（Simard 等 2003）。</translation>
    </message>
    <message>
        <source>For high accuracy with weights and a graphics card, also for large images.</source>
        <translation>配合权重和显卡，用于追求高准确率，也适合大图像。</translation>
    </message>
    <message>
        <source>For high accuracy with weights and a graphics card.</source>
        <translation>配合权重和显卡，用于追求高准确率。</translation>
    </message>
    <message>
        <source>For large photographs with things of very different size.</source>
        <translation>用于物体大小差异很大的大幅照片。</translation>
    </message>
    <message>
        <source>For long runs whose end is noisy; the mean itself is not what is tested here.</source>
        <translation>用于末期噪声较大的长训练；此处测试的并非平均值本身。</translation>
    </message>
    <message>
        <source>For long runs: each restart can find a better valley.</source>
        <translation>用于长训练：每次重启都可能找到更好的谷底。</translation>
    </message>
    <message>
        <source>For numbers with a few wild targets; delta says from where on they are wild.</source>
        <translation>用于有少量离群目标的数值；delta 规定从何处起算离群。</translation>
    </message>
    <message>
        <source>For numbers with a few wild targets; usual for the frames around objects.</source>
        <translation>用于有少量离群目标的数值；常用于物体边框。</translation>
    </message>
    <message>
        <source>For numbers, if some targets are far off.</source>
        <translation>用于数值，当部分目标偏离很远时。</translation>
    </message>
    <message>
        <source>For outputs between −1 and 1; between the layers of small networks.</source>
        <translation>用于 −1 到 1 之间的输出；小型网络的层间。</translation>
    </message>
    <message>
        <source>For outputs that must be positive: variances, rates.</source>
        <translation>用于必须为正的输出：方差、速率。</translation>
    </message>
    <message>
        <source>For photographs in changing light.</source>
        <translation>用于光线多变的照片。</translation>
    </message>
    <message>
        <source>For photographs of your own; put the same number of them into each folder if you can.</source>
        <translation>用于自己的照片；尽量让每个文件夹的数量相同。</translation>
    </message>
    <message>
        <source>For photographs, whose mirror images mean the same.</source>
        <translation>用于照片，其镜像含义相同。</translation>
    </message>
    <message>
        <source>For photographs; with padding 4 it is the usual step for 32 × 32.</source>
        <translation>用于照片；padding 为 4 时是 32 × 32 图像的常用步骤。</translation>
    </message>
    <message>
        <source>For pictures from above or through a microscope.</source>
        <translation>用于俯拍或显微镜图像。</translation>
    </message>
    <message>
        <source>For quick trials, and for models without convolutions.</source>
        <translation>用于快速尝试和不含卷积的模型。</translation>
    </message>
    <message>
        <source>For recurrent networks, and where gradients change their size during the run.</source>
        <translation>用于循环网络，以及梯度大小在训练中变化的情形。</translation>
    </message>
    <message>
        <source>For reviews, messages or titles of your own with a label each.</source>
        <translation>用于您自己的评论、消息或标题，每条带一个标签。</translation>
    </message>
    <message>
        <source>For rows of numbers, and as the last layer: as many outputs as there are classes.</source>
        <translation>用于一行数值，也作最后一层：输出数等于类别数。</translation>
    </message>
    <message>
        <source>For sequences in which the order matters, of up to a few hundred steps.</source>
        <translation>用于次序重要、至多几百步的序列。</translation>
    </message>
    <message>
        <source>For sequences with enough data; several in a row, with a warm-up of the learning rate.</source>
        <translation>用于数据充足的序列；连用多个，并预热学习率。</translation>
    </message>
    <message>
        <source>For series: sound, sensors, letters.</source>
        <translation>用于序列：声音、传感器、字母。</translation>
    </message>
    <message>
        <source>For short runs: it allows a larger learning rate than a fixed one.</source>
        <translation>用于短训练：允许比固定学习率更大的学习率。</translation>
    </message>
    <message>
        <source>For short sequences, and to see what LSTM and GRU add.</source>
        <translation>用于短序列，也可看出 LSTM 和 GRU 的改进。</translation>
    </message>
    <message>
        <source>For small data sets that fit into one batch; not for small batches.</source>
        <translation>用于能放进一个批次的小数据集；不适合小批次。</translation>
    </message>
    <message>
        <source>For small smooth problems in one batch: regression, few weights.</source>
        <translation>用于单批次的平滑小问题：回归、权重少。</translation>
    </message>
    <message>
        <source>For transformers, and wherever Adam needs weight decay.</source>
        <translation>用于 Transformer，以及 Adam 需要权重衰减之处。</translation>
    </message>
    <message>
        <source>For two classes with one output, and for several yes or no at once.</source>
        <translation>用于单输出的二分类，以及同时判断多个是非。</translation>
    </message>
    <message>
        <source>For two classes: BCEWithLogitsLoss with one output.</source>
        <translation>适合二分类：一个输出，用 BCEWithLogitsLoss。</translation>
    </message>
    <message>
        <source>For volumes and films; needs much memory.</source>
        <translation>用于体数据和视频；需要大量内存。</translation>
    </message>
    <message>
        <source>For windows of several sizes side by side (Inception), and for gates.</source>
        <translation>用于多种大小的窗口并列（Inception），以及门控。</translation>
    </message>
    <message>
        <source>From about ten layers on: gradients reach the first layers.</source>
        <translation>约十层以上使用：梯度能传到最初几层。</translation>
    </message>
    <message>
        <source>GRU classifier</source>
        <translation>GRU 分类器</translation>
    </message>
    <message>
        <source>Geometry</source>
        <translation>几何</translation>
    </message>
    <message>
        <source>Gives every channel mean 0 and variance 1 over the batch and the image, then a learned scale and shift.</source>
        <translation>在批次和图像上将每个通道归一化为均值 0、方差 1，再做可学习的缩放和平移。</translation>
    </message>
    <message>
        <source>Gives every channel mean 0 and variance 1 over the batch and the volume, then a learned scale and shift.</source>
        <translation>使每个通道在整批和整个体积上均值为 0、方差为 1，再做可学习的缩放和平移。</translation>
    </message>
    <message>
        <source>Gives every channel of every image mean 0 and variance 1, each sample by itself; used for style and contrast.</source>
        <translation>使每张图像的每个通道均值为 0、方差为 1，各样本独立；用于风格和对比度。</translation>
    </message>
    <message>
        <source>Gives every channel of every series mean 0 and variance 1, each sample by itself.</source>
        <translation>使每个序列的每个通道均值为 0、方差为 1，各样本独立。</translation>
    </message>
    <message>
        <source>Gives every channel of every volume mean 0 and variance 1, each sample by itself.</source>
        <translation>使每个体积的每个通道均值为 0、方差为 1，各样本独立。</translation>
    </message>
    <message>
        <source>Gives every feature mean 0 and variance 1 over the batch, then a learned scale and shift.</source>
        <translation>在批次上将每个特征归一化为均值 0、方差 1，再做可学习的缩放和平移。</translation>
    </message>
    <message>
        <source>Gives every group of channels of a sample mean 0 and variance 1, then a learned scale and shift. In place of BatchNorm where batches are small.</source>
        <translation>使样本的每组通道均值为 0、方差为 1，再做可学习的缩放和平移。批很小时用来代替 BatchNorm。</translation>
    </message>
    <message>
        <source>Gives the last axis of every sample mean 0 and variance 1, then a learned scale and shift. It does not look at the batch, so it does the same in training and evaluation; usual in transformers.</source>
        <translation>使每个样本的最后一个轴均值为 0、方差为 1，再做可学习的缩放和平移。它不看整批数据，因此训练和评估时行为相同；常用于 Transformer。</translation>
    </message>
    <message>
        <source>Gradient descent whose step shrinks by a rule, and which keeps a mean of the weights.</source>
        <translation>步长按规则缩小、并保存权重平均值的梯度下降。</translation>
    </message>
    <message>
        <source>Height and width afterwards; one number for a square.</source>
        <translation>之后的高和宽；一个数表示正方形。</translation>
    </message>
    <message>
        <source>Height and width in pixels.</source>
        <translation>高和宽，以像素为单位。</translation>
    </message>
    <message>
        <source>Height and width of a filter.</source>
        <translation>卷积核的高和宽。</translation>
    </message>
    <message>
        <source>Height and width of the images, of which it learns every patch's place.</source>
        <translation>图像的高和宽；网络会学习每个小块的位置。</translation>
    </message>
    <message>
        <source>Height and width of the output; none in a list keeps that side.</source>
        <translation>输出的高和宽；列表中的 none 表示该边保持不变。</translation>
    </message>
    <message>
        <source>Height and width of the window.</source>
        <translation>窗口的高和宽。</translation>
    </message>
    <message>
        <source>Height and width; one number for a square.</source>
        <translation>高和宽；一个数表示正方形。</translation>
    </message>
    <message>
        <source>Height of the rectangle over its width, from and to.</source>
        <translation>矩形的高宽比，从多少到多少。</translation>
    </message>
    <message>
        <source>Holds the learning rate at a fraction for some epochs, then gives it free.</source>
        <translation>在若干轮内把学习率保持为一个比例，然后恢复。</translation>
    </message>
    <message>
        <source>How Linear and convolution weights begin (torch.nn.init); default: as PyTorch does by itself.</source>
        <translation>Linear 与卷积权重的初始化方式（torch.nn.init）；default 表示采用 PyTorch 自带的方式。</translation>
    </message>
    <message>
        <source>How a pixel between pixels is found.</source>
        <translation>像素之间的取值方式（插值）。</translation>
    </message>
    <message>
        <source>How a pixel between pixels is found; nearest is quick, bilinear smooth.</source>
        <translation>像素之间的取值方式（插值）；nearest 快，bilinear 平滑。</translation>
    </message>
    <message>
        <source>How far a filter moves from one output pixel to the next.</source>
        <translation>卷积核从一个输出像素到下一个移动的距离（步幅）。</translation>
    </message>
    <message>
        <source>How far a filter moves from one output to the next.</source>
        <translation>卷积核从一个输出到下一个输出移动多远。</translation>
    </message>
    <message>
        <source>How far above the others the right score should be.</source>
        <translation>正确类别的得分应比其他类别高出多少。</translation>
    </message>
    <message>
        <source>How far below zero the curve reaches: to −alpha.</source>
        <translation>曲线低于零的程度：到 −alpha。</translation>
    </message>
    <message>
        <source>How far pixels move; two numbers: along x, along y.</source>
        <translation>像素移动多远；两个数：沿 x、沿 y。</translation>
    </message>
    <message>
        <source>How far the corners move, as a share of half the height and width.</source>
        <translation>四角移动多远，以高和宽的一半为单位的比例。</translation>
    </message>
    <message>
        <source>How far the model's distribution is from the target's; takes log-probabilities, so LogSoftmax goes before it.</source>
        <translation>模型分布与目标分布的差距；输入为对数概率，因此前面要有 LogSoftmax。</translation>
    </message>
    <message>
        <source>How far the painted filters stand apart; 2 doubles the length.</source>
        <translation>所画的卷积核相隔多远；2 使长度加倍。</translation>
    </message>
    <message>
        <source>How far the painted filters stand apart; 2 doubles the size.</source>
        <translation>所画的卷积核相隔多远；2 使尺寸加倍。</translation>
    </message>
    <message>
        <source>How far the window moves; none: by its own size.</source>
        <translation>窗口移动的距离（步幅）；none：等于窗口大小。</translation>
    </message>
    <message>
        <source>How images lie in memory; auto: what is faster, where the run is long enough to try.</source>
        <translation>图像在内存中的排列方式；auto：训练足够长、值得一试时，取较快的一种。</translation>
    </message>
    <message>
        <source>How letters are stored; auto: UTF-8, else GB 18030.</source>
        <translation>文字的编码；auto 表示先试 UTF-8，再试 GB 18030。</translation>
    </message>
    <message>
        <source>How long the mean of the squares remembers.</source>
        <translation>平方均值的记忆长度。</translation>
    </message>
    <message>
        <source>How long the means of the squares remember.</source>
        <translation>平方均值的记忆有多长。</translation>
    </message>
    <message>
        <source>How long the running means of the gradient and of its square remember.</source>
        <translation>梯度及其平方的滑动平均的记忆长度。</translation>
    </message>
    <message>
        <source>How many times larger; none: by size.</source>
        <translation>放大多少倍；none 表示由 size 决定。</translation>
    </message>
    <message>
        <source>How many times longer each next fall is.</source>
        <translation>每次下降比上一次长多少倍。</translation>
    </message>
    <message>
        <source>How max_norm measures; 2: as a ruler does.</source>
        <translation>max_norm 如何度量；2：与尺子相同（欧氏长度）。</translation>
    </message>
    <message>
        <source>How much a positive target counts, for each output; above 1 for a rare one; none: 1.</source>
        <translation>每个输出中正样本的权重；正样本稀少时取大于 1 的值；none 表示 1。</translation>
    </message>
    <message>
        <source>How much better counts as better.</source>
        <translation>好多少才算有进步。</translation>
    </message>
    <message>
        <source>How much is cut off at the edges: the padding of the convolution that this one undoes.</source>
        <translation>边缘裁掉多少：即它所还原的那个卷积的填充。</translation>
    </message>
    <message>
        <source>How much less the newest gradient counts in the momentum.</source>
        <translation>最新梯度在动量中的权重减少多少。</translation>
    </message>
    <message>
        <source>How much of the last step is kept.</source>
        <translation>上一步保留多少（动量）。</translation>
    </message>
    <message>
        <source>How much of the last step is kept; 0.9 is usual.</source>
        <translation>上一步保留多少（动量）；通常为 0.9。</translation>
    </message>
    <message>
        <source>How often the training data are gone through.</source>
        <translation>训练数据遍历的次数（轮数）。</translation>
    </message>
    <message>
        <source>How often.</source>
        <translation>发生的概率。</translation>
    </message>
    <message>
        <source>How quickly the learning rate itself gets smaller.</source>
        <translation>学习率本身缩小得有多快。</translation>
    </message>
    <message>
        <source>How quickly the momentum reaches its full strength.</source>
        <translation>动量多快达到全部强度。</translation>
    </message>
    <message>
        <source>How quickly the step shrinks.</source>
        <translation>步长缩小得有多快。</translation>
    </message>
    <message>
        <source>How smoothly: small bends every stroke, large the whole image; two numbers: along x, along y.</source>
        <translation>有多平滑：小则弯曲每一笔，大则弯曲整张图像；两个数：沿 x、沿 y。</translation>
    </message>
    <message>
        <source>How strongly weights are pulled towards zero.</source>
        <translation>权重被拉向零的强度（权重衰减）。</translation>
    </message>
    <message>
        <source>If every column must stay within bounds and has no wild values.</source>
        <translation>当各列必须在范围内且没有离群值时。</translation>
    </message>
    <message>
        <source>If no learning rate is to be looked for; slower than Adam.</source>
        <translation>当不想寻找学习率时；比 Adam 慢。</translation>
    </message>
    <message>
        <source>If the model must end with Sigmoid; for autoencoders of images in 0 … 1.</source>
        <translation>当模型必须以 Sigmoid 结尾时；用于 0 … 1 图像的自编码器。</translation>
    </message>
    <message>
        <source>If the target is a count: visitors, clicks, particles.</source>
        <translation>当目标是计数时：访客、点击、粒子。</translation>
    </message>
    <message>
        <source>If the target is itself a distribution: soft labels, a teacher's outputs.</source>
        <translation>当目标本身是分布时：软标签、教师模型的输出。</translation>
    </message>
    <message>
        <source>If you do not know how long the run needs; wants a validation part.</source>
        <translation>当不知道训练需要多久时；需要验证集。</translation>
    </message>
    <message>
        <source>If you know the range of good learning rates, not the best one; half a cycle of 2 to 10 epochs.</source>
        <translation>当知道合适学习率的范围但不知最佳值时；半个周期取 2 到 10 轮。</translation>
    </message>
    <message>
        <source>In a decoder, between Linear and the first ConvTranspose.</source>
        <translation>在解码器中，放在 Linear 与第一个 ConvTranspose 之间。</translation>
    </message>
    <message>
        <source>In decoders of images; let the stride divide kernel_size, or a chequered pattern appears.</source>
        <translation>用于图像解码器；让 stride 整除 kernel_size，否则会出现棋盘纹。</translation>
    </message>
    <message>
        <source>In decoders of series; kernel_size 2 and stride 2 double the length.</source>
        <translation>用于序列解码器；kernel_size 2、stride 2 使长度加倍。</translation>
    </message>
    <message>
        <source>In decoders of volumes.</source>
        <translation>用于体数据解码器。</translation>
    </message>
    <message>
        <source>In decoders, followed by a convolution, in place of ConvTranspose.</source>
        <translation>用于解码器，后接卷积，代替 ConvTranspose。</translation>
    </message>
    <message>
        <source>In deep image networks (EfficientNet, YOLO).</source>
        <translation>用于深层图像网络（EfficientNet、YOLO）。</translation>
    </message>
    <message>
        <source>In deep networks of Linear layers alone, without BatchNorm.</source>
        <translation>用于只含 Linear 层、没有 BatchNorm 的深层网络。</translation>
    </message>
    <message>
        <source>In place of LSTM where data or time are short.</source>
        <translation>数据或时间不足时代替 LSTM。</translation>
    </message>
    <message>
        <source>In place of ReLU where negative outputs help; costs a little more time.</source>
        <translation>负输出有帮助时代替 ReLU；耗时略多。</translation>
    </message>
    <message>
        <source>In place of SiLU on phones and small machines.</source>
        <translation>在手机和小型设备上代替 SiLU。</translation>
    </message>
    <message>
        <source>In place of Sigmoid on phones and small machines.</source>
        <translation>在手机和小型设备上代替 Sigmoid。</translation>
    </message>
    <message>
        <source>In place of Tanh where inputs are large.</source>
        <translation>输入较大时代替 Tanh。</translation>
    </message>
    <message>
        <source>In transformers and other recent networks.</source>
        <translation>用于 Transformer 和其他较新的网络。</translation>
    </message>
    <message>
        <source>In transformers and recurrent networks; works with a batch of 1.</source>
        <translation>用于 Transformer 和循环网络；批次为 1 也可用。</translation>
    </message>
    <message>
        <source>Inception v3 (Szegedy et al. 2015) without its heads: filters of several sizes side by side. Made for 299 × 299 pixels.</source>
        <translation>Inception v3（Szegedy 等，2015），不含头部：多种大小的滤波器并列。为 299 × 299 像素而设计。</translation>
    </message>
    <message>
        <source>Input or weights that are too large: columns of a table that are not standardised, pixels from 0 to 255, a learning rate that was too high.</source>
        <translation>输入或权重太大：表格的列没有标准化、像素值从 0 到 255、学习率曾经太高。</translation>
    </message>
    <message>
        <source>Into how many steps the strength is divided.</source>
        <translation>强度分成多少级。</translation>
    </message>
    <message>
        <source>Iris, MLP</source>
        <translation>鸢尾花，MLP</translation>
    </message>
    <message>
        <source>It ends at the beginning's rate divided by this.</source>
        <translation>结束时的学习率为起始学习率除以此数。</translation>
    </message>
    <message>
        <source>Its learning rate, as a multiple of that of the optimizer.</source>
        <translation>该层的学习率，以优化器学习率的倍数表示。</translation>
    </message>
    <message>
        <source>Keep a running mean of the weights, which is judged and saved (0.999 is usual); none: no mean.</source>
        <translation>保存权重的滑动平均，评估和保存都用它（常用 0.999）；none 表示不做平均。</translation>
    </message>
    <message>
        <source>Keep running means for evaluation.</source>
        <translation>保留滑动平均，供评估时使用。</translation>
    </message>
    <message>
        <source>Keeps running means of the gradient and its square, and so gives every weight its own step. A good first choice.</source>
        <translation>保留梯度及其平方的滑动平均，从而给每个权重各自的步长。很好的首选。</translation>
    </message>
    <message>
        <source>Keeps the largest number of every block of a volume.</source>
        <translation>保留体积中每一块的最大值。</translation>
    </message>
    <message>
        <source>Keeps the largest number of every stretch of a series: it gets shorter, and small shifts matter less.</source>
        <translation>保留序列中每一段的最大值：序列变短，小的位移影响变小。</translation>
    </message>
    <message>
        <source>Keeps the largest number of every window: smaller images, and small shifts matter less.</source>
        <translation>保留每个窗口中的最大值：图像变小，微小的平移影响也更小。</translation>
    </message>
    <message>
        <source>Keeps the largest numbers so that the output has the size asked for, whatever the input's size.</source>
        <translation>保留最大值，使输出达到所要求的尺寸，不论输入尺寸如何。</translation>
    </message>
    <message>
        <source>Keeps the largest numbers so that the series has the length asked for, whatever it was before.</source>
        <translation>保留最大值，使序列达到所要求的长度，不论之前多长。</translation>
    </message>
    <message>
        <source>Keeps the largest numbers so that the volume has the size asked for, whatever it was before.</source>
        <translation>保留最大值，使体积达到所要求的尺寸，不论之前多大。</translation>
    </message>
    <message>
        <source>LSTM classifier</source>
        <translation>LSTM 分类器</translation>
    </message>
    <message>
        <source>Largest shift as a share of the width and of the height.</source>
        <translation>最大平移量，以宽和高的比例表示。</translation>
    </message>
    <message>
        <source>Last axis that is laid out; -1: the last.</source>
        <translation>展平的最后一个轴；-1：最后一个轴。</translation>
    </message>
    <message>
        <source>Last before the model; Measure finds the numbers.</source>
        <translation>模型之前的最后一步；“测量”会得出数值。</translation>
    </message>
    <message>
        <source>Layers one after the other, taken together under a name: a block that is folded, moved and copied as one.</source>
        <translation>依次排列的层，合在一个名称之下：可以作为整体折叠、移动和复制的块。</translation>
    </message>
    <message>
        <source>Lays one axis out as several: the way back from Flatten, for decoders.</source>
        <translation>把一个轴展开成多个轴：Flatten 的逆操作，用于解码器。</translation>
    </message>
    <message>
        <source>Lays pairs of training samples over each other, and mixes their targets by the same shares. The model learns to be less sure of itself between the classes; 0.2 for alpha is usual. It is the last step, works in training only and needs CrossEntropyLoss. The training accuracy then counts the class with the larger share.</source>
        <translation>把训练样本两两叠在一起，并按同样的份额混合它们的目标。模型学会在类别之间不那么自信；alpha 常取 0.2。它是最后一步，仅在训练时起作用，并需要 CrossEntropyLoss。此时训练准确率按份额较大的类别计算。</translation>
    </message>
    <message>
        <source>Lays the axes of a sample out as one row of numbers, so that Linear can follow an image.</source>
        <translation>将样本的各个轴展平成一行数，使 Linear 可以接在图像之后。</translation>
    </message>
    <message>
        <source>LeNet-5</source>
        <translation>LeNet-5 网络</translation>
    </message>
    <message>
        <source>Learn a scale and a shift for every channel.</source>
        <translation>为每个通道学习缩放和平移。</translation>
    </message>
    <message>
        <source>Learn a scale and a shift for every number.</source>
        <translation>为每个数学习缩放和平移。</translation>
    </message>
    <message>
        <source>Learn one more step that can be looked at.</source>
        <translation>学习一个可供注意的额外步。</translation>
    </message>
    <message>
        <source>Learn the biases, too.</source>
        <translation>同时学习偏置。</translation>
    </message>
    <message>
        <source>Learn the shift; only together with affine.</source>
        <translation>学习平移；仅与 affine 同时使用。</translation>
    </message>
    <message>
        <source>Learn the shift; only together with elementwise_affine.</source>
        <translation>学习平移；只与 elementwise_affine 一起使用。</translation>
    </message>
    <message>
        <source>Learning rate too high</source>
        <translation>学习率太高</translation>
    </message>
    <message>
        <source>Learning rate too low</source>
        <translation>学习率太低</translation>
    </message>
    <message>
        <source>Learning rate: how far a step goes.</source>
        <translation>学习率：每一步走多远。</translation>
    </message>
    <message>
        <source>Learns a row of numbers for every token of the vocabulary: texts become steps × features for the layers after it. The first layer for texts; Tokenize, among the transforms, makes the tokens.</source>
        <translation>为词表中的每个词元学习一行数字：文本变成后面各层所需的 步 × 特征。它是处理文本的第一层；词元由变换中的 Tokenize 产生。</translation>
    </message>
    <message>
        <source>Leave out the last batch of an epoch when it is smaller.</source>
        <translation>每轮最后一批不满时将其舍弃。</translation>
    </message>
    <message>
        <source>Let the corners' middles meet; none for nearest.</source>
        <translation>让角上像素的中心对齐；nearest 时为 none。</translation>
    </message>
    <message>
        <source>Let the momentum go the other way.</source>
        <translation>让动量朝相反方向变化。</translation>
    </message>
    <message>
        <source>Let torch.compile make faster code of the model first; it takes its time, and pays in long runs.</source>
        <translation>先用 torch.compile 把模型编译成更快的代码；编译需要时间，长时间训练才划算。</translation>
    </message>
    <message>
        <source>Lets the learning rate fall along half a cosine wave, jump back up, and fall again.</source>
        <translation>让学习率沿半个余弦波下降，跳回高处，再次下降。</translation>
    </message>
    <message>
        <source>Lets the learning rate fall along half a cosine wave.</source>
        <translation>让学习率沿半个余弦波下降。</translation>
    </message>
    <message>
        <source>Lets the learning rate fall to zero: as a straight line with power 1, ever more gently with more.</source>
        <translation>让学习率降到零：幂次为 1 时沿直线，幂次越大后段越平缓。</translation>
    </message>
    <message>
        <source>Lets the learning rate go up and down between two values, step by step, again and again.</source>
        <translation>让学习率在两个值之间逐步地反复升降。</translation>
    </message>
    <message>
        <source>Lets the learning rate rise to max_lr and fall again, step by step, once over the whole run.</source>
        <translation>让学习率在整个运行中逐步升到 max_lr，再降下来，只进行一次。</translation>
    </message>
    <message>
        <source>Like MixUp, for photos: what is seen stays real (Yun et al. 2019).</source>
        <translation>类似 MixUp，用于照片：看到的内容仍然真实（Yun 等 2019）。</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>Linear model</source>
        <translation>线性模型</translation>
    </message>
    <message>
        <source>Look ahead along the momentum; needs momentum and no dampening.</source>
        <translation>沿动量方向预看一步（Nesterov）；需要 momentum，且不能有 dampening。</translation>
    </message>
    <message>
        <source>Look into the layers now and then while the run goes on, for at most about 3 % of its time; off: never.</source>
        <translation>训练进行时不时查看各层的内部情况，最多占用约 3 % 的时间；off：从不。</translation>
    </message>
    <message>
        <source>Looks only at the sign of each gradient, and lengthens or shortens a step of its own for every weight. For batches that are the whole data set.</source>
        <translation>只看每个梯度的符号，为每个权重加长或缩短它自己的步长。适合以整个数据集为一批的情况。</translation>
    </message>
    <message>
        <source>Loss and accuracy stay where they begin, as level lines; or the training loss falls, while the validation loss rises from the first epoch on and the validation accuracy stays at that of guessing.</source>
        <translation>损失和准确率停在开始的地方，成为水平线；或者训练损失下降，而验证损失从第一轮起就上升，验证准确率停在瞎猜的水平。</translation>
    </message>
    <message>
        <source>Losses within a step, at most; none: 1.25 max_iter.</source>
        <translation>一步之内最多计算损失的次数；none 表示 1.25 倍 max_iter。</translation>
    </message>
    <message>
        <source>Lowers the learning rate when the validation loss (mode max: the accuracy) has stopped getting better.</source>
        <translation>当验证损失（mode 为 max 时：准确率）不再改善时降低学习率。</translation>
    </message>
    <message>
        <source>MNIST made again from its source, with all 60,000 test digits, 28 × 28, grey.</source>
        <translation>从原始来源重新制作的 MNIST，包含全部 60,000 个测试数字，28 × 28，灰度。</translation>
    </message>
    <message>
        <source>MNIST, LeNet-5</source>
        <translation>MNIST，LeNet-5</translation>
    </message>
    <message>
        <source>MNIST, MLP 784-512-10</source>
        <translation>MNIST，MLP 784-512-10</translation>
    </message>
    <message>
        <source>MNIST, digit network</source>
        <translation>MNIST，数字网络</translation>
    </message>
    <message>
        <source>Machines that train together, each with so many processes.</source>
        <translation>共同训练的机器数，每台机器运行上述数量的进程。</translation>
    </message>
    <message>
        <source>Make the image larger so that nothing is cut off; needs a Resize after it.</source>
        <translation>放大图像以免任何部分被裁掉；其后需要 Resize。</translation>
    </message>
    <message>
        <source>Make the loss large instead of small.</source>
        <translation>使损失变大，而不是变小。</translation>
    </message>
    <message>
        <source>Makes a series, image or volume larger by repeating or blending its numbers; nothing is learned.</source>
        <translation>通过重复或混合数值放大序列、图像或体积；没有可学习的参数。</translation>
    </message>
    <message>
        <source>Makes some colour images grey: the model learns not to rely on colour. They keep three channels.</source>
        <translation>把部分彩色图像变成灰色：模型学会不依赖颜色。仍保留三个通道。</translation>
    </message>
    <message>
        <source>Mean of every channel.</source>
        <translation>每个通道的均值。</translation>
    </message>
    <message>
        <source>Mean of the word vectors</source>
        <translation>词向量的平均</translation>
    </message>
    <message>
        <source>Mirrors left and right at random. Not for digits and letters.</source>
        <translation>随机左右翻转。不适用于数字和字母。</translation>
    </message>
    <message>
        <source>Mirrors top and bottom at random.</source>
        <translation>随机上下翻转。</translation>
    </message>
    <message>
        <source>Mixing</source>
        <translation>混合</translation>
    </message>
    <message>
        <source>Multilayer perceptron</source>
        <translation>多层感知机</translation>
    </message>
    <message>
        <source>Multilayer perceptron for tables</source>
        <translation>用于表格的多层感知机</translation>
    </message>
    <message>
        <source>Multiplies by a learned matrix and adds a bias: y = x Aᵀ + b. Every output sees every input.</source>
        <translation>乘以可学习的矩阵并加上偏置：y = x Aᵀ + b。每个输出都与每个输入相连（全连接）。</translation>
    </message>
    <message>
        <source>Multiplies the learning rate by gamma after every epoch.</source>
        <translation>每轮之后把学习率乘以 gamma。</translation>
    </message>
    <message>
        <source>Multiplies the learning rate by gamma at each of the epochs that you name.</source>
        <translation>在你指定的每个轮次把学习率乘以 gamma。</translation>
    </message>
    <message>
        <source>Multiplies the learning rate by gamma every step_size epochs.</source>
        <translation>每 step_size 轮将学习率乘以 gamma。</translation>
    </message>
    <message>
        <source>Networks whose depth, width and image size grow together (Tan and Le 2019), without their head. Accurate for their size.</source>
        <translation>深度、宽度和图像尺寸一同增大的网络（Tan 与 Le，2019），不含头部。就其规模而言很准确。</translation>
    </message>
    <message>
        <source>No better than guessing</source>
        <translation>不比瞎猜好</translation>
    </message>
    <message>
        <source>No samples are kept that the model does not learn from. They are the only ones that tell whether it has understood anything.</source>
        <translation>没有保留任何模型不用来学习的样本。只有这些样本能说明它是否真的懂了。</translation>
    </message>
    <message>
        <source>No validation</source>
        <translation>没有验证</translation>
    </message>
    <message>
        <source>Noise with classes by chance, made on the spot: nothing to learn, but any size, to try a model's speed and memory.</source>
        <translation>当场生成的噪声，类别随机：没有什么可学的，但大小任意，可用来试验模型的速度和内存占用。</translation>
    </message>
    <message>
        <source>None of the rules has found anything. That is not a promise: they look at curves, at the figures of the layers and at counts, not at what the samples mean.</source>
        <translation>没有任何规则发现问题。这并不是保证：规则看的是曲线、各层的数值和计数，而不是样本的含义。</translation>
    </message>
    <message>
        <source>Normalise before instead of after; learns more calmly.</source>
        <translation>在之前而不是之后做归一化；学习更平稳。</translation>
    </message>
    <message>
        <source>Normalization</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>Not shuffled</source>
        <translation>没有打乱顺序</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>未发现问题</translation>
    </message>
    <message>
        <source>Nothing gets from the samples to the answer: labels that belong to other samples, input that holds nothing any more after its steps, a layer that lets nothing through. A large model can still learn such samples by heart; then only the validation part shows it.</source>
        <translation>样本中没有任何东西传到答案：标签属于别的样本、输入经过各步骤后不再含有信息、某一层什么都不让通过。大的模型仍能死记这些样本；这时只有验证部分能看出来。</translation>
    </message>
    <message>
        <source>Nothing: the curves look better than they should, and the model disappoints where it is used.</source>
        <translation>看不出来：曲线比应有的更好看，而模型在使用时令人失望。</translation>
    </message>
    <message>
        <source>Number format of the forward pass (autocast); auto: bfloat16 where the device is fast at it.</source>
        <translation>前向传播的数值格式（autocast）；auto：设备擅长时使用 bfloat16。</translation>
    </message>
    <message>
        <source>Number of classes.</source>
        <translation>类别数。</translation>
    </message>
    <message>
        <source>Number of filters.</source>
        <translation>卷积核的个数。</translation>
    </message>
    <message>
        <source>Number of groups; divides the number of channels.</source>
        <translation>组数；须能整除通道数。</translation>
    </message>
    <message>
        <source>Number of outputs.</source>
        <translation>输出的个数。</translation>
    </message>
    <message>
        <source>Number of test images.</source>
        <translation>测试图像的数量。</translation>
    </message>
    <message>
        <source>Number of test sentences.</source>
        <translation>测试句子的数量。</translation>
    </message>
    <message>
        <source>Number of test series.</source>
        <translation>测试序列的数量。</translation>
    </message>
    <message>
        <source>Number of training images.</source>
        <translation>训练图像的数量。</translation>
    </message>
    <message>
        <source>Number of training sentences.</source>
        <translation>训练句子的数量。</translation>
    </message>
    <message>
        <source>Number of training series.</source>
        <translation>训练序列的数量。</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Numbers added at the edges; “same” keeps the size, “valid” adds none.</source>
        <translation>在边缘添加的数；“same”保持尺寸，“valid”不添加。</translation>
    </message>
    <message>
        <source>Numbers for every token.</source>
        <translation>每个词元的数字个数。</translation>
    </message>
    <message>
        <source>Numbers in the memory.</source>
        <translation>记忆中数的个数。</translation>
    </message>
    <message>
        <source>Off: the layer stays in the list but is left out of the model.</source>
        <translation>关闭：该层留在列表中，但不参与模型。</translation>
    </message>
    <message>
        <source>Off: the step stays in the list but is skipped.</source>
        <translation>关闭：该步骤留在列表中，但会被跳过。</translation>
    </message>
    <message>
        <source>Often the steps are too long for the last bit: they jump over the valley instead of going down into it. A smaller learning rate, which a schedule brings by itself, lets the loss go on falling. Else the model is at its end, or a layer learns nothing.</source>
        <translation>往往是步子对最后一段来说太长：它们跳过谷底而不是走下去。调度会自动带来更小的学习率，让损失继续下降。否则就是模型已到极限，或某一层什么也没学到。</translation>
    </message>
    <message>
        <source>On a metric</source>
        <translation>按指标</translation>
    </message>
    <message>
        <source>On small data sets: the random slope works against learning by heart.</source>
        <translation>用于小数据集：随机斜率可防止死记硬背。</translation>
    </message>
    <message>
        <source>On that way the gradient is multiplied layer by layer. Where each factor is below 1 (a sigmoid’s slope is at most 1/4), twenty layers leave nothing. ReLU, batch norm, residual connections and weights that begin at the right size keep it alive.</source>
        <translation>途中梯度逐层相乘。若每个因子都小于 1（sigmoid 的斜率至多 1/4），经过二十层就什么都不剩。ReLU、批归一化、残差连接和大小合适的初始权重能保住梯度。</translation>
    </message>
    <message>
        <source>Once, before the first attention layer.</source>
        <translation>使用一次，放在第一个注意力层之前。</translation>
    </message>
    <message>
        <source>One number b: factor between 1 − b and 1 + b; two: from, to.</source>
        <translation>一个数 b：系数在 1 − b 和 1 + b 之间；两个数：从、到。</translation>
    </message>
    <message>
        <source>One number c: factor between 1 − c and 1 + c; two: from, to.</source>
        <translation>一个数 c：系数在 1 − c 和 1 + c 之间；两个数：从、到。</translation>
    </message>
    <message>
        <source>One number d: between −d and d; two: from, to.</source>
        <translation>一个数 d：在 −d 和 d 之间；两个数：从、到。</translation>
    </message>
    <message>
        <source>One number s: factor between 1 − s and 1 + s; two: from, to.</source>
        <translation>一个数 s：系数在 1 − s 和 1 + s 之间；两个数：从、到。</translation>
    </message>
    <message>
        <source>One number: length of the shorter side; two: height, width.</source>
        <translation>一个数：较短边的长度；两个数：高、宽。</translation>
    </message>
    <message>
        <source>Operations for each image, one after the other.</source>
        <translation>每张图像依次做的操作数。</translation>
    </message>
    <message>
        <source>Overfitting</source>
        <translation>过拟合</translation>
    </message>
    <message>
        <source>Overwrite the input instead of making a new tensor.</source>
        <translation>直接覆盖输入，而不新建张量。</translation>
    </message>
    <message>
        <source>Overwrite the input instead of making a new tensor; saves memory.</source>
        <translation>直接覆盖输入，而不新建张量；节省内存。</translation>
    </message>
    <message>
        <source>Overwrite the input; here it makes no difference.</source>
        <translation>覆盖输入；在这里没有区别。</translation>
    </message>
    <message>
        <source>Own blocks</source>
        <translation>自己的块</translation>
    </message>
    <message>
        <source>Own code</source>
        <translation>自有代码</translation>
    </message>
    <message>
        <source>Own files</source>
        <translation>自己的文件</translation>
    </message>
    <message>
        <source>Passes its input on unchanged. A placeholder.</source>
        <translation>原样传递输入。用作占位。</translation>
    </message>
    <message>
        <source>People slip, and classes look alike. Sure means: at least as sure as the model is on average of samples that do bear the other label (confident learning). A weak model doubts right labels, too.</source>
        <translation>人会出错，类别也会相像。“确信”是指：其把握至少达到模型对真正带有那个标签的样本的平均把握（置信学习）。弱的模型也会怀疑正确的标签。</translation>
    </message>
    <message>
        <source>Photos are made so small while they are read, which saves memory; 0: as they are.</source>
        <translation>读取时把照片的短边缩小到这么多像素，以节省内存；0：保持原样。</translation>
    </message>
    <message>
        <source>Pixels added at the edges, at most half the window.</source>
        <translation>边缘填充的像素数，至多为窗口的一半。</translation>
    </message>
    <message>
        <source>Pixels added at the edges; “same” keeps height and width, “valid” adds none.</source>
        <translation>边缘填充的像素数；“same”保持高和宽，“valid”不填充。</translation>
    </message>
    <message>
        <source>Pixels added first: all sides; or left/right, top/bottom; or left, top, right, bottom.</source>
        <translation>裁剪前填充的像素数：四边；或左右、上下；或左、上、右、下。</translation>
    </message>
    <message>
        <source>Pixels on every side, or left, right, top, bottom.</source>
        <translation>每边的像素数，或左、右、上、下。</translation>
    </message>
    <message>
        <source>Pixels on every side; two numbers: left and right, top and bottom; four: left, top, right, bottom.</source>
        <translation>每边的像素数；两个数：左右、上下；四个数：左、上、右、下。</translation>
    </message>
    <message>
        <source>Pixels that are mixed, odd: one number, or width and height; about six times sigma.</source>
        <translation>参与混合的像素数，须为奇数：一个数，或宽和高；约为 sigma 的六倍。</translation>
    </message>
    <message>
        <source>Plain</source>
        <translation>基础</translation>
    </message>
    <message>
        <source>Plain rows of 3 × 3 convolutions and two wide Linear layers (Simonyan and Zisserman 2014), without the last: large and simple.</source>
        <translation>一连串 3 × 3 卷积加两个很宽的 Linear 层（Simonyan 与 Zisserman，2014），不含最后一层：庞大而简单。</translation>
    </message>
    <message>
        <source>Plateau</source>
        <translation>停滞</translation>
    </message>
    <message>
        <source>Pooling</source>
        <translation>池化</translation>
    </message>
    <message>
        <source>Processes on this machine that share every batch and train together.</source>
        <translation>本机上共同训练的进程数，每个批次由它们分担。</translation>
    </message>
    <message>
        <source>Project what is shown to so many numbers, fewer than hidden_size; 0: do not.</source>
        <translation>把输出投影到这么多个数，须少于 hidden_size；0 表示不投影。</translation>
    </message>
    <message>
        <source>Put side by side along dim (concat), or add or multiply number by number; a size of 1 is multiplied with all.</source>
        <translation>沿 dim 拼接（concat），或逐个数相加、相乘；大小为 1 的轴与全部相乘。</translation>
    </message>
    <message>
        <source>Puts a number where one is missing: the column's mean or median in the training part, or one of your own.</source>
        <translation>填补缺失的数：用该列在训练部分的均值或中位数，或你指定的数。</translation>
    </message>
    <message>
        <source>Puts a rectangle of another training image into each, and mixes their targets by the areas. The model learns to look at the whole image. It is the last step, works in training only and needs CrossEntropyLoss. The training accuracy then counts the class with the larger share.</source>
        <translation>在每张训练图像中放入另一张的一个矩形，并按面积混合它们的目标。模型学会看整张图像。它是最后一步，仅在训练时起作用，并需要 CrossEntropyLoss。此时训练准确率按份额较大的类别计算。</translation>
    </message>
    <message>
        <source>Puts the axes in another order: (2, 1) makes of channels × steps the steps × features that a sequence layer takes.</source>
        <translation>改变轴的顺序：(2, 1) 把通道 × 步变成序列层所需的步 × 特征。</translation>
    </message>
    <message>
        <source>Puts zeros around an image.</source>
        <translation>在图像周围补零。</translation>
    </message>
    <message>
        <source>RGB: colour; L: grey.</source>
        <translation>RGB：彩色；L：灰度。</translation>
    </message>
    <message>
        <source>Reads a sequence step by step and keeps a memory: hₜ = tanh(W xₜ + U hₜ₋₁ + b). Forgets soon; LSTM and GRU do not.</source>
        <translation>逐步读取序列并保存记忆：hₜ = tanh(W xₜ + U hₜ₋₁ + b)。很快就会忘记；LSTM 和 GRU 不会。</translation>
    </message>
    <message>
        <source>Reads a sequence step by step, with a memory whose gates decide what is kept, added and shown. The usual recurrent layer: it can carry something over many steps.</source>
        <translation>逐步读取序列，其记忆由门决定保留、加入和输出什么。最常用的循环层：能把信息带过很多步。</translation>
    </message>
    <message>
        <source>ResNet-18 with a new head</source>
        <translation>带新头部的 ResNet-18</translation>
    </message>
    <message>
        <source>Residual networks (He et al. 2015) without their head: each block adds to its input. resnet18 is a good beginning.</source>
        <translation>残差网络（He 等，2015），不含头部：每个块都在其输入上做加法。从 resnet18 开始就很好。</translation>
    </message>
    <message>
        <source>Rise, fall back, then fall to nothing, in three parts.</source>
        <translation>分三段：上升、回落、再降到接近零。</translation>
    </message>
    <message>
        <source>Road signs of very different sizes and light, classes of unequal size.</source>
        <translation>大小与光照差异很大的交通标志，各类数量不均。</translation>
    </message>
    <message>
        <source>Rotation. One number d: between −d and d; two: from, to.</source>
        <translation>旋转角度。一个数 d：在 −d 和 d 之间；两个数：从、到。</translation>
    </message>
    <message>
        <source>Round the output size up: windows may hang over the edge.</source>
        <translation>输出尺寸向上取整：窗口可以超出边缘。</translation>
    </message>
    <message>
        <source>Rows read by a GRU</source>
        <translation>由 GRU 逐行读取</translation>
    </message>
    <message>
        <source>Samples of the test or validation part stand in the training part, too. They can be answered by heart, and the test says more than is true.</source>
        <translation>测试或验证部分的样本也出现在训练部分中。这些样本可以靠死记答对，测试结果就比实际更好。</translation>
    </message>
    <message>
        <source>Samples per step.</source>
        <translation>每一步的样本数（批大小）。</translation>
    </message>
    <message>
        <source>Samples that the model is sure to belong to another class than their label says are often labelled wrongly.</source>
        <translation>如果模型确信样本属于标签之外的另一个类别，这些样本的标签往往是错的。</translation>
    </message>
    <message>
        <source>Samples with this target do not count.</source>
        <translation>目标为此值的样本不计入。</translation>
    </message>
    <message>
        <source>Saturated units</source>
        <translation>饱和单元</translation>
    </message>
    <message>
        <source>Scales the image. One number: the shorter side gets this length; two: exactly this height and width.</source>
        <translation>缩放图像。一个数：较短边变为此长度；两个数：恰好为此高和宽。</translation>
    </message>
    <message>
        <source>Self-attention and a small network for every step, each with a way around it and a LayerNorm. Several of them make a transformer; put PositionalEncoding before the first, or it does not know the order.</source>
        <translation>自注意力加上作用于每一步的小网络，二者都有残差连接和 LayerNorm。叠加多个就是 Transformer；第一个之前要放 PositionalEncoding，否则它不知道顺序。</translation>
    </message>
    <message>
        <source>Self-attention: every step asks all steps, and gathers what they know by how well it fits the question.</source>
        <translation>自注意力：每一步向所有步提问，并按匹配程度汇总它们所知道的。</translation>
    </message>
    <message>
        <source>Sentences, GRU</source>
        <translation>句子，GRU</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>Sets single numbers to zero at random while training and enlarges the rest; does nothing in evaluation.</source>
        <translation>训练时随机将单个数置零，并放大其余的数；评估时不起作用。</translation>
    </message>
    <message>
        <source>Sets whole channels of a series to zero at random while training; does nothing in evaluation.</source>
        <translation>训练时随机把序列的整个通道置零；评估时不起作用。</translation>
    </message>
    <message>
        <source>Sets whole channels of a volume to zero at random while training; does nothing in evaluation.</source>
        <translation>训练时随机把体积的整个通道置零；评估时不起作用。</translation>
    </message>
    <message>
        <source>Sets whole channels of an image to zero at random while training; does nothing in evaluation.</source>
        <translation>训练时随机将图像的整个通道置零；评估时不起作用。</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>Share of the image that is covered, from and to.</source>
        <translation>被遮住部分占图像的比例，从多少到多少。</translation>
    </message>
    <message>
        <source>Share of the images kept for the test where there is no test folder.</source>
        <translation>没有测试文件夹时，留作测试的图像比例。</translation>
    </message>
    <message>
        <source>Share of the images kept for the test, the same of every class.</source>
        <translation>留作测试的图像比例，各类别相同。</translation>
    </message>
    <message>
        <source>Share of the numbers (or channels) set to zero.</source>
        <translation>置零的数（或通道）的比例。</translation>
    </message>
    <message>
        <source>Share of the numbers set to zero between the layers, if there are several.</source>
        <translation>有多层时，层与层之间置零的比例。</translation>
    </message>
    <message>
        <source>Share of the numbers set to zero while training.</source>
        <translation>训练时置零的比例。</translation>
    </message>
    <message>
        <source>Share of the run in which the rate rises.</source>
        <translation>学习率上升阶段占整个运行的比例。</translation>
    </message>
    <message>
        <source>Share of the samples kept for the test where the file has no test arrays.</source>
        <translation>文件中没有测试数组时，留作测试的样本比例。</translation>
    </message>
    <message>
        <source>Share of the samples kept for the test, the same of every class.</source>
        <translation>留作测试的样本比例，各类别相同。</translation>
    </message>
    <message>
        <source>Share of the target spread over all classes, against being too sure.</source>
        <translation>将目标分摊到所有类别的比例，防止过于自信（标签平滑）。</translation>
    </message>
    <message>
        <source>Share of the training part kept for validation, the same of every class; 0: none.</source>
        <translation>从训练部分留作验证集的比例，各类别相同；0：不留。</translation>
    </message>
    <message>
        <source>Shear in degrees. One number d: −d … d along x; two: from, to; four: the same along y too.</source>
        <translation>错切角度。一个数 d：沿 x 为 −d … d；两个数：从、到；四个数：沿 y 同理。</translation>
    </message>
    <message>
        <source>Short opinions in English, written by the program: each judges two things, which are bad, mixed or good. “Not good” is bad, and “not bad” is good: counting words is not enough, their order has to be read.</source>
        <translation>由程序写出的英文短评：每句评价两样东西，结论是差、好坏参半或好。“not good”是差，“not bad”是好：数词不够，必须读出词的顺序。</translation>
    </message>
    <message>
        <source>Shorten the gradient to this length where it is longer; none: never.</source>
        <translation>梯度范数超过该值时缩短到该值；none 表示不裁剪。</translation>
    </message>
    <message>
        <source>Shows some images as if seen from the side: the model learns not to mind where one stands.</source>
        <translation>让部分图像看起来像从侧面看到的：模型学会不在意观察位置。</translation>
    </message>
    <message>
        <source>Sine, square, triangle and sawtooth waves with noise, drawn by the program; to say is which of the four it is.</source>
        <translation>由程序生成的带噪声的正弦波、方波、三角波和锯齿波：要判断是四种中的哪一种。</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>尺寸</translation>
    </message>
    <message>
        <source>Size of the vocabulary at most, 0 and 1 included: the most frequent stay.</source>
        <translation>词表的最大大小，包括 0 和 1：保留最常见的词元。</translation>
    </message>
    <message>
        <source>Slides learned filters along a series (channels × steps) and adds up what they find.</source>
        <translation>让可学习的卷积核沿序列（通道 × 步）滑动，并把所见加总。</translation>
    </message>
    <message>
        <source>Slides learned filters over an image and adds up what they find.</source>
        <translation>让可学习的卷积核在图像上滑动，并将结果相加。</translation>
    </message>
    <message>
        <source>Slides learned filters through a volume (channels × depth × height × width) and adds up what they find.</source>
        <translation>让可学习的卷积核在体积（通道 × 深 × 高 × 宽）中滑动，并把所见加总。</translation>
    </message>
    <message>
        <source>Small digits, read row by row</source>
        <translation>小数字，逐行读取</translation>
    </message>
    <message>
        <source>Small network like ResNet</source>
        <translation>类似 ResNet 的小网络</translation>
    </message>
    <message>
        <source>Small network like VGG</source>
        <translation>类似 VGG 的小网络</translation>
    </message>
    <message>
        <source>Small, quick networks for telephones (Howard et al. 2017–2019), without their head.</source>
        <translation>为手机设计的小而快的网络（Howard 等，2017–2019），不含头部。</translation>
    </message>
    <message>
        <source>Smallest and largest factor of the size.</source>
        <translation>缩放系数的最小值和最大值。</translation>
    </message>
    <message>
        <source>Smooth before making smaller, as Pillow does.</source>
        <translation>缩小前先平滑，与 Pillow 相同。</translation>
    </message>
    <message>
        <source>So many look at different things side by side; divides the features.</source>
        <translation>这么多个头并排关注不同的东西；须能整除特征数。</translation>
    </message>
    <message>
        <source>So many on top of each other.</source>
        <translation>上下叠加的层数。</translation>
    </message>
    <message>
        <source>Softmax regression</source>
        <translation>Softmax 回归</translation>
    </message>
    <message>
        <source>Splits the channels into groups that do not see each other; divides both channel counts.</source>
        <translation>将通道分成互不相连的组；必须能整除输入和输出通道数。</translation>
    </message>
    <message>
        <source>Squared for differences below beta, absolute above: smooth near the goal, and calm about wild targets.</source>
        <translation>差值小于 beta 时取平方，大于时取绝对值：接近目标时平滑，对异常目标不敏感。</translation>
    </message>
    <message>
        <source>Standard deviation of every channel.</source>
        <translation>每个通道的标准差。</translation>
    </message>
    <message>
        <source>Steps from which the curvature is estimated.</source>
        <translation>用来估计曲率的步数。</translation>
    </message>
    <message>
        <source>Steps of a series.</source>
        <translation>序列的步数。</translation>
    </message>
    <message>
        <source>Steps of the output.</source>
        <translation>输出的步数。</translation>
    </message>
    <message>
        <source>Steps of the window.</source>
        <translation>窗口的步数。</translation>
    </message>
    <message>
        <source>Steps on the way down; none: as many as up.</source>
        <translation>下降阶段的步数；none 表示与上升相同。</translation>
    </message>
    <message>
        <source>Steps on the way up.</source>
        <translation>上升阶段的步数。</translation>
    </message>
    <message>
        <source>Steps that a filter looks at.</source>
        <translation>卷积核所看的步数。</translation>
    </message>
    <message>
        <source>Steps that a filter paints.</source>
        <translation>卷积核所画的步数。</translation>
    </message>
    <message>
        <source>Steps that are too long throw the weights further away than they were; the next gradient is longer still. A logarithm of 0, a division by 0 or numbers in the data that are none do it, too.</source>
        <translation>步子太长，把权重抛到比原来更远的地方；下一个梯度就更长。对 0 取对数、除以 0，或数据中不是数的值，也会造成这种情况。</translation>
    </message>
    <message>
        <source>Steps within a step, at most.</source>
        <translation>一步之内最多迭代的次数。</translation>
    </message>
    <message>
        <source>Stochastic gradient descent: a step against the gradient, with momentum if wanted.</source>
        <translation>随机梯度下降：沿梯度的反方向走一步，可带动量。</translation>
    </message>
    <message>
        <source>Strength of all of them, counted from 0 to num_magnitude_bins − 1.</source>
        <translation>所有操作的强度，从 0 数到 num_magnitude_bins − 1。</translation>
    </message>
    <message>
        <source>Strength of the blur in pixels, from and to; one number: always the same.</source>
        <translation>模糊的强度（像素），从多少到多少；一个数表示始终相同。</translation>
    </message>
    <message>
        <source>Strength of the noise, as a share of the brightness.</source>
        <translation>噪声强度，占亮度范围的比例。</translation>
    </message>
    <message>
        <source>Strength of the noise; the waves reach from −1 to 1.</source>
        <translation>噪声强度；波形范围为 −1 到 1。</translation>
    </message>
    <message>
        <source>Strength; the image's own numbers go from 0 to 1.</source>
        <translation>强度；图像本身的数在 0 到 1 之间。</translation>
    </message>
    <message>
        <source>Stretches every column so that the training part lies between low and high.</source>
        <translation>缩放每一列，使训练部分落在 low 与 high 之间。</translation>
    </message>
    <message>
        <source>Strokes, LeNet-5</source>
        <translation>Strokes，LeNet-5</translation>
    </message>
    <message>
        <source>Strokes, MLP 784-512-10</source>
        <translation>Strokes，MLP 784-512-10</translation>
    </message>
    <message>
        <source>Strokes, autoencoder</source>
        <translation>Strokes，自编码器</translation>
    </message>
    <message>
        <source>Strokes, digit network</source>
        <translation>Strokes，数字网络</translation>
    </message>
    <message>
        <source>Strokes, residual network by hand</source>
        <translation>笔画数字，手工搭建的残差网络</translation>
    </message>
    <message>
        <source>Subtracts the mean and divides by the standard deviation, channel by channel: learning likes numbers around 0.</source>
        <translation>逐通道减去均值并除以标准差：0 附近的数更利于学习。</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Take capital letters for small ones.</source>
        <translation>把大写字母当作小写。</translation>
    </message>
    <message>
        <source>Takes from every column its mean and divides by its standard deviation, both of the training part. Nearly always the first step for a table: columns of different size learn alike.</source>
        <translation>每一列减去其均值再除以其标准差，二者都取自训练部分。几乎总是表格的第一步：量级不同的列学起来一样快。</translation>
    </message>
    <message>
        <source>Takes log-probabilities, so LogSoftmax goes before it; together they are CrossEntropyLoss.</source>
        <translation>接收对数概率，因此前面要接 LogSoftmax；两者合起来就是 CrossEntropyLoss。</translation>
    </message>
    <message>
        <source>Takes means so that the output has the size asked for, whatever the input's size.</source>
        <translation>取均值，使输出成为指定的尺寸，与输入尺寸无关。</translation>
    </message>
    <message>
        <source>Takes means so that the series has the length asked for, whatever it was before.</source>
        <translation>取平均，使序列达到所要求的长度，不论之前多长。</translation>
    </message>
    <message>
        <source>Takes means so that the volume has the size asked for, whatever it was before.</source>
        <translation>取平均，使体积达到所要求的尺寸，不论之前多大。</translation>
    </message>
    <message>
        <source>Takes the mean of every block of a volume.</source>
        <translation>取体积中每一块的平均值。</translation>
    </message>
    <message>
        <source>Takes the mean of every stretch of a series.</source>
        <translation>取序列中每一段的平均值。</translation>
    </message>
    <message>
        <source>Takes the mean of every window.</source>
        <translation>取每个窗口的均值。</translation>
    </message>
    <message>
        <source>Test and training overlap</source>
        <translation>测试与训练重叠</translation>
    </message>
    <message>
        <source>Test worse than validation</source>
        <translation>测试比验证差</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>The accuracy is high from the first epoch on, and hardly rises. In Evaluate the row of the rare class is wrong almost everywhere.</source>
        <translation>准确率从第一轮起就很高，之后几乎不再上升。在评估面板中，罕见类别的那一行几乎全错。</translation>
    </message>
    <message>
        <source>The array of inputs; empty: x_train, x, images, data and the like.</source>
        <translation>输入数组；留空：按 x_train、x、images、data 等名称查找。</translation>
    </message>
    <message>
        <source>The array of targets; empty: y_train, y, labels, target and the like.</source>
        <translation>目标数组；留空：按 y_train、y、labels、target 等名称查找。</translation>
    </message>
    <message>
        <source>The axes in their new order; 1: the first after the batch.</source>
        <translation>新顺序下的各轴；1 表示批之后的第一个轴。</translation>
    </message>
    <message>
        <source>The axes of the inputs: samples, channels, height, width; features; or channels and time steps.</source>
        <translation>输入的各轴：N 样本、C 通道、H 高、W 宽；F 特征；或 C 通道与 T 时间步。</translation>
    </message>
    <message>
        <source>The axis along which concat puts them: 1 are the channels or features.</source>
        <translation>concat 拼接的轴：1 是通道或特征。</translation>
    </message>
    <message>
        <source>The axis along which the results sum to 1; 0: the batch, 1: the classes.</source>
        <translation>结果之和为 1 的轴；0：批次，1：类别。</translation>
    </message>
    <message>
        <source>The axis that is laid out; 1: the first after the batch.</source>
        <translation>要展开的轴；1 表示批之后的第一个轴。</translation>
    </message>
    <message>
        <source>The classic first set of colour photos, for convolutions and augmentation.</source>
        <translation>经典的入门彩色照片集，用于卷积与数据增强。</translation>
    </message>
    <message>
        <source>The column of file names; empty: the first that holds some.</source>
        <translation>文件名所在的列；留空：第一个含文件名的列。</translation>
    </message>
    <message>
        <source>The column of labels, or several of numbers with commas between; empty: the last.</source>
        <translation>标签所在的列，或以逗号分隔的多个数值列；留空：最后一列。</translation>
    </message>
    <message>
        <source>The column of the texts, or several with commas between; empty: the one with the longest texts.</source>
        <translation>文本所在的列，或以逗号分隔的多列；留空：文本最长的那一列。</translation>
    </message>
    <message>
        <source>The column to predict, or several with commas between; empty: the last.</source>
        <translation>要预测的列，多列以逗号分隔；留空则为最后一列。</translation>
    </message>
    <message>
        <source>The curves are good, and the test accuracy at the end of the run lies far below the validation accuracy.</source>
        <translation>曲线都好看，而运行结束时的测试准确率远低于验证准确率。</translation>
    </message>
    <message>
        <source>The data set of the search: imagenet: photos; cifar10: small photos; svhn: house numbers.</source>
        <translation>搜索所用的数据集：imagenet：照片；cifar10：小照片；svhn：门牌号码。</translation>
    </message>
    <message>
        <source>The epochs.</source>
        <translation>轮次。</translation>
    </message>
    <message>
        <source>The factor at the beginning.</source>
        <translation>开始时的系数。</translation>
    </message>
    <message>
        <source>The factor at the end, and from then on.</source>
        <translation>结束时及之后的系数。</translation>
    </message>
    <message>
        <source>The factor.</source>
        <translation>乘数。</translation>
    </message>
    <message>
        <source>The file.</source>
        <translation>文件。</translation>
    </message>
    <message>
        <source>The file; each row names an image and its label.</source>
        <translation>文件；每行写出一张图像及其标签。</translation>
    </message>
    <message>
        <source>The file; its first row names the columns.</source>
        <translation>文件；第一行是列名。</translation>
    </message>
    <message>
        <source>The first choice for classes.</source>
        <translation>分类的首选。</translation>
    </message>
    <message>
        <source>The first choice for images; with kernel_size 3 and padding 1 the size stays.</source>
        <translation>图像的首选；kernel_size 3、padding 1 时大小不变。</translation>
    </message>
    <message>
        <source>The first choice for numbers, and for autoencoders.</source>
        <translation>数值和自编码器的首选。</translation>
    </message>
    <message>
        <source>The first choice for photographs; resnet18 with weights, frozen but for its last part.</source>
        <translation>照片的首选；带权重的 resnet18，只放开最后一部分。</translation>
    </message>
    <message>
        <source>The first choice with a fixed number of epochs.</source>
        <translation>轮数固定时的首选。</translation>
    </message>
    <message>
        <source>The first choice; lr 0.001 mostly works.</source>
        <translation>首选；lr 取 0.001 大多可行。</translation>
    </message>
    <message>
        <source>The first layer for texts.</source>
        <translation>文本的第一层。</translation>
    </message>
    <message>
        <source>The first part that learns, such as layer4 or features.10; those before it are frozen. Empty: all.</source>
        <translation>第一个参与学习的部分，例如 layer4 或 features.10；它之前的部分被冻结。留空：全部参与学习。</translation>
    </message>
    <message>
        <source>The first step for texts; Embedding is the first layer after it.</source>
        <translation>文本的第一个步骤；其后的第一层是 Embedding。</translation>
    </message>
    <message>
        <source>The folder of the images.</source>
        <translation>图像所在的文件夹。</translation>
    </message>
    <message>
        <source>The folder of the texts; empty: they lie beside their images.</source>
        <translation>文本所在的文件夹；留空：与图像放在一起。</translation>
    </message>
    <message>
        <source>The folder that the names are relative to; empty: where the file lies.</source>
        <translation>文件名相对于哪个文件夹；留空：该文件所在的文件夹。</translation>
    </message>
    <message>
        <source>The folder; each folder in it is a class.</source>
        <translation>文件夹；其中每个子文件夹是一个类别。</translation>
    </message>
    <message>
        <source>The form of the fall.</source>
        <translation>下降的方式。</translation>
    </message>
    <message>
        <source>The fraction.</source>
        <translation>比例。</translation>
    </message>
    <message>
        <source>The gradient fades on its way from the loss back to the input. Hardly anything is left of it for the first layers, and they learn nothing.</source>
        <translation>梯度在从损失传回输入的途中逐渐消失。传到最前几层时几乎什么都不剩，它们就学不到东西。</translation>
    </message>
    <message>
        <source>The gradient grows from layer to layer on its way back, or jumps in single steps, as in recurrent networks. One such step is enough to destroy what was learned.</source>
        <translation>梯度在往回传的途中逐层增大，或在个别步骤中突然跳高，循环网络中尤其如此。这样的一步就足以毁掉已经学到的东西。</translation>
    </message>
    <message>
        <source>The gradient is multiplied layer by layer, and in recurrent networks step by step of the series. Where each factor is above 1, it grows like a power. Weights that are too large at the beginning, or a long series, do it.</source>
        <translation>梯度逐层相乘，在循环网络中还沿着序列逐步相乘。若每个因子都大于 1，它就像幂一样增长。初始权重太大或序列太长都会造成这种情况。</translation>
    </message>
    <message>
        <source>The gradient says in which direction the loss falls, but only for a short way. A good learning rate changes the weights of a layer by about a thousandth to a hundredth of their size in a step (the update ratio).</source>
        <translation>梯度说明损失朝哪个方向下降，但只在很短的距离内有效。好的学习率每一步使一层的权重改变其大小的约千分之一到百分之一（更新比）。</translation>
    </message>
    <message>
        <source>The highest learning rate.</source>
        <translation>最高学习率。</translation>
    </message>
    <message>
        <source>The highest momentum.</source>
        <translation>最大动量。</translation>
    </message>
    <message>
        <source>The inputs for the test; empty: x_test and the like, or a share.</source>
        <translation>测试的输入；留空：按 x_test 等名称查找，否则划出一部分。</translation>
    </message>
    <message>
        <source>The larger, the nearer to ReLU.</source>
        <translation>越大越接近 ReLU。</translation>
    </message>
    <message>
        <source>The largest slope.</source>
        <translation>最大的斜率。</translation>
    </message>
    <message>
        <source>The learning rate does not fall below it.</source>
        <translation>学习率不会低于此值。</translation>
    </message>
    <message>
        <source>The learning rate is far below what is usual for this optimizer, or a schedule has made it so. It changes the weights of a layer by less than a ten-thousandth of their size in a step (the update ratio).</source>
        <translation>学习率远低于这个优化器的常用值，或者被调度降到了那里。它每一步使一层的权重改变不到其大小的万分之一（更新比）。</translation>
    </message>
    <message>
        <source>The learning rate is multiplied by it.</source>
        <translation>学习率乘以此数。</translation>
    </message>
    <message>
        <source>The logarithm of Softmax, computed safely. Goes before NLLLoss.</source>
        <translation>Softmax 的对数，计算更稳定。接在 NLLLoss 之前。</translation>
    </message>
    <message>
        <source>The longer side does not get longer than this.</source>
        <translation>较长边不会超过此长度。</translation>
    </message>
    <message>
        <source>The loss falls slowly, or not at all. In Diagnostics the answers of the layer heap up at their two ends.</source>
        <translation>损失下降缓慢，或完全不降。在诊断面板中，这一层的输出堆积在两端。</translation>
    </message>
    <message>
        <source>The loss falls steadily and slowly, almost as a straight line. In Diagnostics the update ratios lie below 0.0001.</source>
        <translation>损失平稳而缓慢地下降，几乎是一条直线。在诊断面板中，更新比低于 0.0001。</translation>
    </message>
    <message>
        <source>The loss falls, and jumps up again from one step to the next. In Diagnostics the gradient norm has single peaks, or grows towards the first layers.</source>
        <translation>损失下降，然后在一步之内又跳高。在诊断面板中，梯度范数有孤立的尖峰，或朝最前几层增大。</translation>
    </message>
    <message>
        <source>The loss grows instead of falling, in the end to infinity or to NaN, which is no number any more.</source>
        <translation>损失不降反升，最后变成无穷大或 NaN，也就是不再是数。</translation>
    </message>
    <message>
        <source>The loss of the steps jumps up and down, far above where it began; or it stays at that of guessing, or above. In Diagnostics the update ratios lie above 0.03.</source>
        <translation>各步的损失上下跳动，远高于开始时；或者停在瞎猜的水平或更高。在诊断面板中，更新比高于 0.03。</translation>
    </message>
    <message>
        <source>The loss of the steps swings in the same rhythm in every epoch.</source>
        <translation>各步的损失在每一轮中以同样的节奏摆动。</translation>
    </message>
    <message>
        <source>The loss often stays level after a jump. In Diagnostics the share of dead units is high in a layer, and stays so.</source>
        <translation>损失常常在一次跳跃之后保持水平。在诊断面板中，某一层的死亡单元比例很高，而且不再下降。</translation>
    </message>
    <message>
        <source>The loss rises from step to step, often as steep as a wall, and the curve ends there.</source>
        <translation>损失一步一步上升，常常陡得像一堵墙，曲线到此为止。</translation>
    </message>
    <message>
        <source>The loss stays level from the first step on, mostly at that of guessing. In Diagnostics the gradient norms of the first layers lie a hundred times or more below those of the last.</source>
        <translation>损失从第一步起就是水平的，多半停在瞎猜的水平。在诊断面板中，最前几层的梯度范数比最后几层低一百倍或更多。</translation>
    </message>
    <message>
        <source>The lowest learning rate.</source>
        <translation>最低学习率。</translation>
    </message>
    <message>
        <source>The lowest momentum.</source>
        <translation>最小动量。</translation>
    </message>
    <message>
        <source>The mean of n numbers is off by about 1/√n of their spread. Training is noisy then, and the running means that evaluation uses do not fit what training has seen.</source>
        <translation>n 个数的均值大约偏差其离散程度的 1/√n。这时训练充满噪声，评估所用的滑动均值也与训练时看到的不符。</translation>
    </message>
    <message>
        <source>The mean of the absolute differences: a few wild targets do little harm.</source>
        <translation>绝对差的平均值：少数异常目标影响不大。</translation>
    </message>
    <message>
        <source>The mean of the squared differences: large mistakes count much more than small ones. With classes, the target is 1 for the right class and 0 for the others.</source>
        <translation>平方差的平均值：大的误差比小的误差影响大得多。用于分类时，正确类别的目标为 1，其余为 0。</translation>
    </message>
    <message>
        <source>The mean over the steps: a sequence becomes one row, whatever its length.</source>
        <translation>对各步取平均：不论序列多长，都变成一行。</translation>
    </message>
    <message>
        <source>The model does not even get its own training samples right, and does as badly on others: what it can say is too simple for the task, or it has not learned for long enough.</source>
        <translation>模型连自己的训练样本也答不对，别的样本也一样差：它能表达的对这个任务来说太简单，或者学得还不够久。</translation>
    </message>
    <message>
        <source>The model gives the logarithm of the expected count.</source>
        <translation>模型给出的是期望计数的对数。</translation>
    </message>
    <message>
        <source>The model is right no more often than somebody who guesses by how frequent the classes are. With k even classes, such a guess has a cross entropy of ln(k).</source>
        <translation>模型答对的次数不比按类别频率瞎猜的人多。有 k 个数量均等的类别时，这样瞎猜的交叉熵为 ln(k)。</translation>
    </message>
    <message>
        <source>The model learns its training samples by heart instead of what they have in common: it is right for those it has seen, and wrong for others.</source>
        <translation>模型死记训练样本，而没有学到它们的共同之处：见过的样本答得对，别的样本答错。</translation>
    </message>
    <message>
        <source>The number for the strategy constant.</source>
        <translation>strategy 为 constant 时填入的数。</translation>
    </message>
    <message>
        <source>The point that stays, as x, y from the upper left corner; none: the middle.</source>
        <translation>保持不动的点，以左上角为原点的 x、y；none：中心。</translation>
    </message>
    <message>
        <source>The power of that rule.</source>
        <translation>该规则的幂次。</translation>
    </message>
    <message>
        <source>The power of what is left of the way.</source>
        <translation>剩余比例的幂次。</translation>
    </message>
    <message>
        <source>The power of what is missing to the margin.</source>
        <translation>与间隔所差部分的幂次。</translation>
    </message>
    <message>
        <source>The run begins at max_lr divided by this.</source>
        <translation>运行开始时的学习率为 max_lr 除以此数。</translation>
    </message>
    <message>
        <source>The same in steps of the optimizer; added to warmup_epochs.</source>
        <translation>同上，但以优化器的步数计；与 warmup_epochs 相加。</translation>
    </message>
    <message>
        <source>The samples come in the same order in every epoch. Sorted by class, they pull the model first one way and then the other, and it forgets.</source>
        <translation>每一轮样本的顺序都相同。若按类别排序，它们先把模型拉向一边，再拉向另一边，它就会遗忘。</translation>
    </message>
    <message>
        <source>The simple classic: a tenth after every third of the run.</source>
        <translation>简单的经典做法：训练每过三分之一就降为十分之一。</translation>
    </message>
    <message>
        <source>The size to reach; none: by scale_factor.</source>
        <translation>要达到的尺寸；none 表示由 scale_factor 决定。</translation>
    </message>
    <message>
        <source>The sizes of the new axes; their product is the size of the old one.</source>
        <translation>各新轴的尺寸；它们的乘积等于旧轴的尺寸。</translation>
    </message>
    <message>
        <source>The slope at the beginning.</source>
        <translation>开始时的斜率。</translation>
    </message>
    <message>
        <source>The slope for negative numbers.</source>
        <translation>负数部分的斜率。</translation>
    </message>
    <message>
        <source>The smallest and the largest step.</source>
        <translation>最小与最大的步长。</translation>
    </message>
    <message>
        <source>The smallest slope.</source>
        <translation>最小的斜率。</translation>
    </message>
    <message>
        <source>The step from which weights are averaged.</source>
        <translation>从哪一步开始平均权重。</translation>
    </message>
    <message>
        <source>The targets are log-probabilities, too.</source>
        <translation>目标同样是对数概率。</translation>
    </message>
    <message>
        <source>The targets for the test; empty: y_test and the like, or a share.</source>
        <translation>测试的目标；留空：按 y_test 等名称查找，否则划出一部分。</translation>
    </message>
    <message>
        <source>The training accuracy soon reaches 100 %, and the validation accuracy stays far below; another seed gives another result.</source>
        <translation>训练准确率很快达到 100 %，验证准确率却一直低得多；换一个种子，结果就不同。</translation>
    </message>
    <message>
        <source>The training accuracy stays below 100 % although the model is large enough, and the loss of single samples stays high.</source>
        <translation>模型足够大，训练准确率却一直低于 100 %，而且个别样本的损失居高不下。</translation>
    </message>
    <message>
        <source>The training loss does not fall any more, although it is not low yet.</source>
        <translation>训练损失还不低，却不再下降。</translation>
    </message>
    <message>
        <source>The training loss falls fast at first and then ever more slowly, the validation loss close above it; the layers learn at a like pace, the classes are even, and the parts do not overlap.</source>
        <translation>训练损失先快速下降，然后越来越慢，验证损失略高于它；各层以相近的速度学习，类别均衡，各部分互不重叠。</translation>
    </message>
    <message>
        <source>The training loss falls, and is then level for several epochs. When the learning rate is lowered there, it often falls by a step.</source>
        <translation>训练损失先下降，然后连续几轮保持水平。在那里降低学习率时，损失常常会下降一级。</translation>
    </message>
    <message>
        <source>The training loss is restless, and the validation loss jumps from epoch to epoch, often far above the training loss.</source>
        <translation>训练损失起伏不定，验证损失逐轮跳动，常常远高于训练损失。</translation>
    </message>
    <message>
        <source>The two are of different kinds (other cameras, other people), or the settings were chosen for the validation part so often that they fit it alone.</source>
        <translation>两者种类不同（别的相机、别的人），或者设置多次按验证部分挑选，以致只适合它。</translation>
    </message>
    <message>
        <source>The usual augmentation of photos: objects come in any size and place.</source>
        <translation>照片常用的增强：物体以任意大小和位置出现。</translation>
    </message>
    <message>
        <source>The validation accuracy jumps from epoch to epoch in visible stairs, while the training accuracy is smooth.</source>
        <translation>验证准确率逐轮以看得见的台阶跳动，而训练准确率是平滑的。</translation>
    </message>
    <message>
        <source>The validation loss turns and rises while the training loss still falls; or the accuracies of the two parts lie far apart, and do not come closer.</source>
        <translation>训练损失仍在下降，验证损失却掉头上升；或者两个部分的准确率相差很远，而且不再靠近。</translation>
    </message>
    <message>
        <source>The validation part is so small that its accuracy is off by chance alone. Two models whose accuracies differ by less than about twice the standard error cannot be told apart.</source>
        <translation>验证部分太小，仅凭偶然其准确率就会有偏差。两个模型的准确率相差不到标准误差的约两倍时，就分不出高下。</translation>
    </message>
    <message>
        <source>The way back from a Conv1d: every step paints a learned filter, so that the series gets longer.</source>
        <translation>Conv1d 的逆向：每一步画出一个可学习的卷积核，使序列变长。</translation>
    </message>
    <message>
        <source>The way back from a Conv2d: every pixel paints a learned filter, so that the image gets larger. Used in decoders; with kernel_size 2 and stride 2 height and width double.</source>
        <translation>Conv2d 的逆向：每个像素画出一个可学习的卷积核，使图像变大。用于解码器；kernel_size 为 2、stride 为 2 时高和宽加倍。</translation>
    </message>
    <message>
        <source>The way back from a Conv3d: every number paints a learned filter, so that the volume gets larger.</source>
        <translation>Conv3d 的逆向：每个数画出一个可学习的卷积核，使体积变大。</translation>
    </message>
    <message>
        <source>The weights stay as they are; a BatchNorm keeps its running mean and works as in evaluation.</source>
        <translation>权重保持不变；BatchNorm 保留其滑动均值，并按评估模式工作。</translation>
    </message>
    <message>
        <source>There are so few training samples that a network which begins from nothing mostly learns them by heart.</source>
        <translation>训练样本太少，从零开始的网络大多只会死记它们。</translation>
    </message>
    <message>
        <source>There is only one curve: that of the training part.</source>
        <translation>只有一条曲线：训练部分的曲线。</translation>
    </message>
    <message>
        <source>Threads of PyTorch on the CPU; none: as many as there are cores, or fewer where that is faster.</source>
        <translation>PyTorch 在 CPU 上使用的线程数；none：与核心数相同，较少反而更快时则用较少的。</translation>
    </message>
    <message>
        <source>Threads that read and decode image files; 0: no extra threads.</source>
        <translation>读取和解码图像文件的线程数；0：不使用额外线程。</translation>
    </message>
    <message>
        <source>To begin with: nothing to download, and it recognises what you draw.</source>
        <translation>适合入门：无需下载，并能识别你画的内容。</translation>
    </message>
    <message>
        <source>To compare with what others have reached; about 99 % is usual for a small convolutional network.</source>
        <translation>用于与他人的结果比较；小型卷积网络通常约达 99 %。</translation>
    </message>
    <message>
        <source>To give layers that belong together a name, or to make a branch of several layers.</source>
        <translation>给同属一体的层命名，或用多层组成一个分支。</translation>
    </message>
    <message>
        <source>To judge a digit network on far more test images than MNIST has.</source>
        <translation>用比 MNIST 多得多的测试图像来评判数字网络。</translation>
    </message>
    <message>
        <source>To let a run end calmly; set total_iters to the number of epochs.</source>
        <translation>让训练平稳结束；把 total_iters 设为轮数。</translation>
    </message>
    <message>
        <source>To repeat a published recipe, such as epochs 30, 60, 90.</source>
        <translation>用于重复已发表的方案，例如第 30、60、90 轮。</translation>
    </message>
    <message>
        <source>To see a first classifier of a table learn in a second.</source>
        <translation>看第一个表格分类器在一秒内学会。</translation>
    </message>
    <message>
        <source>To see what Standardize does: try with and without it.</source>
        <translation>看 Standardize 的作用：用与不用各试一次。</translation>
    </message>
    <message>
        <source>To see what a plain deep network does; ResNet is quicker and better.</source>
        <translation>看看普通深层网络的表现；ResNet 更快更好。</translation>
    </message>
    <message>
        <source>To see whether a digit network carries over to another post office's digits.</source>
        <translation>看一个数字网络能否用于另一家邮局的数字。</translation>
    </message>
    <message>
        <source>To smooth a series while it gets shorter.</source>
        <translation>在缩短序列的同时使其平滑。</translation>
    </message>
    <message>
        <source>To smooth a volume while it gets smaller.</source>
        <translation>在缩小体数据的同时使其平滑。</translation>
    </message>
    <message>
        <source>To try a model's speed and shapes on noise; there is nothing to learn.</source>
        <translation>用噪声试验模型的速度与形状；没有可学的内容。</translation>
    </message>
    <message>
        <source>Tokens of every text: a longer one loses its end, a shorter one is padded.</source>
        <translation>每条文本的词元数：更长的会被截掉结尾，更短的会被填充。</translation>
    </message>
    <message>
        <source>Too few training samples</source>
        <translation>训练样本太少</translation>
    </message>
    <message>
        <source>Transformer encoder</source>
        <translation>Transformer 编码器</translation>
    </message>
    <message>
        <source>Turn of the colour circle, at most 0.5. One number h: between −h and h; two: from, to.</source>
        <translation>色环的转动量，至多 0.5。一个数 h：在 −h 和 h 之间；两个数：从、到。</translation>
    </message>
    <message>
        <source>Turn the images as people write; torchvision leaves them lying on their side.</source>
        <translation>把图像转正为人书写的方向；torchvision 保留其横躺的样子。</translation>
    </message>
    <message>
        <source>Turns a colour image grey.</source>
        <translation>将彩色图像变为灰度。</translation>
    </message>
    <message>
        <source>Turns r² channels into an image r times as high and wide: sharper than Upsample after a convolution.</source>
        <translation>把 r² 个通道变成高和宽为 r 倍的图像：在卷积之后比 Upsample 更清晰。</translation>
    </message>
    <message>
        <source>Turns some images into their negatives: bright becomes dark. Before Normalize.</source>
        <translation>把部分图像变成负片：亮变暗。请放在 Normalize 之前。</translation>
    </message>
    <message>
        <source>Turns the image by a random angle.</source>
        <translation>将图像旋转随机角度。</translation>
    </message>
    <message>
        <source>Turns, shifts, scales and shears the image at random.</source>
        <translation>随机旋转、平移、缩放和错切图像。</translation>
    </message>
    <message>
        <source>Two classes</source>
        <translation>二分类</translation>
    </message>
    <message>
        <source>Two convolutions</source>
        <translation>两层卷积</translation>
    </message>
    <message>
        <source>Underfitting</source>
        <translation>欠拟合</translation>
    </message>
    <message>
        <source>Uneven classes</source>
        <translation>类别不均衡</translation>
    </message>
    <message>
        <source>Up to 814,255 handwritten digits and letters, 28 × 28, grey: what MNIST was taken from, and more.</source>
        <translation>最多 814,255 个手写数字和字母，28 × 28，灰度：MNIST 的来源，且内容更多。</translation>
    </message>
    <message>
        <source>Update many tensors in one call; none: the workbench takes what is quicker.</source>
        <translation>一次调用更新多个张量；none：工作台选用较快的方式。</translation>
    </message>
    <message>
        <source>Use the largest mean square so far, never a smaller one.</source>
        <translation>始终使用目前最大的均方值，不用更小的。</translation>
    </message>
    <message>
        <source>Validation is noisy</source>
        <translation>验证有噪声</translation>
    </message>
    <message>
        <source>Validation samples come from the training part; the test part was made apart. The model does much worse there.</source>
        <translation>验证样本来自训练部分；测试部分是单独制作的。模型在那里差得多。</translation>
    </message>
    <message>
        <source>Vanishing gradients</source>
        <translation>梯度消失</translation>
    </message>
    <message>
        <source>Wants the right class's score to be above every other by a margin; how far above does not matter (as in an SVM).</source>
        <translation>要求正确类别的得分比其他类别高出一个间隔；高出更多则没有区别（如同 SVM）。</translation>
    </message>
    <message>
        <source>Warm-up</source>
        <translation>预热</translation>
    </message>
    <message>
        <source>Waves, LSTM</source>
        <translation>波形，LSTM</translation>
    </message>
    <message>
        <source>Waves, convolutions along a series</source>
        <translation>波形，沿序列的卷积</translation>
    </message>
    <message>
        <source>Weighs every product of two features: yₖ = xᵀ Aₖ x + bₖ. Both inputs of PyTorch's layer are the one that comes in.</source>
        <translation>对每两个特征的乘积加权：yₖ = xᵀ Aₖ x + bₖ。PyTorch 该层的两个输入都是传入的那一个。</translation>
    </message>
    <message>
        <source>Weight of the newest batch in the running mean; none: the plain mean of all batches.</source>
        <translation>最新一批在滑动平均中的权重；none：所有批的普通平均。</translation>
    </message>
    <message>
        <source>Weight of the newest batch in the running mean; none: the plain mean.</source>
        <translation>最新一批在滑动平均中的权重；none 表示普通平均。</translation>
    </message>
    <message>
        <source>What a token is: a word or sign, or a single character, spaces included.</source>
        <translation>词元是什么：一个词或符号，或单个字符（包括空格）。</translation>
    </message>
    <message>
        <source>What becomes of x, the image.</source>
        <translation>图像 x 变成什么。</translation>
    </message>
    <message>
        <source>What each new memory goes through.</source>
        <translation>每次新的记忆所经过的函数。</translation>
    </message>
    <message>
        <source>What goes on: what it has at the end (last), at every step (all), or the mean of it (mean).</source>
        <translation>传下去的内容：末尾的结果（last）、每一步的结果（all）或其平均（mean）。</translation>
    </message>
    <message>
        <source>What is added on average; above 0 is brighter.</source>
        <translation>平均加上多少；大于 0 则更亮。</translation>
    </message>
    <message>
        <source>What is added to every name, like .jpg; empty: the names are complete.</source>
        <translation>加在每个文件名后面的内容，如 .jpg；留空：文件名已完整。</translation>
    </message>
    <message>
        <source>What is larger becomes this.</source>
        <translation>大于该值的数变成该值。</translation>
    </message>
    <message>
        <source>What is not above this is replaced.</source>
        <translation>不高于该值的数会被替换。</translation>
    </message>
    <message>
        <source>What is smaller becomes this.</source>
        <translation>小于该值的数变成该值。</translation>
    </message>
    <message>
        <source>What it holds; one number, or one for every channel; “random”: noise.</source>
        <translation>填充的数；一个数，或每个通道一个；“random”：噪声。</translation>
    </message>
    <message>
        <source>What stands between the cells.</source>
        <translation>单元格之间的分隔符。</translation>
    </message>
    <message>
        <source>What stands in its place.</source>
        <translation>替换成的数。</translation>
    </message>
    <message>
        <source>What the added pixels hold.</source>
        <translation>填充像素的内容。</translation>
    </message>
    <message>
        <source>What the empty pixels hold; one number, or one for every channel.</source>
        <translation>空白像素的值；一个数，或每个通道一个数。</translation>
    </message>
    <message>
        <source>What the empty pixels hold; one number, or one for every channel; none: 0.</source>
        <translation>空白像素的值；一个数，或每个通道一个数；none：0。</translation>
    </message>
    <message>
        <source>What the label is; auto: words and a few whole numbers are classes, the rest numbers.</source>
        <translation>标签的种类；auto 表示文字和少数几个整数视为类别，其余视为数值。</translation>
    </message>
    <message>
        <source>What the model learns to give: the data's label, or the input itself (an autoencoder).</source>
        <translation>模型学习输出什么：数据的标签，或输入本身（自编码器）。</translation>
    </message>
    <message>
        <source>What the small network bends with.</source>
        <translation>小网络所用的激活函数。</translation>
    </message>
    <message>
        <source>What the target is; auto: words and a few whole numbers are classes, the rest numbers.</source>
        <translation>目标的种类；auto 表示文字和少数几个整数视为类别，其余视为数值。</translation>
    </message>
    <message>
        <source>What the target is; auto: words and whole numbers are classes, the rest numbers.</source>
        <translation>目标的种类；auto 表示文字和整数视为类别，其余视为数值。</translation>
    </message>
    <message>
        <source>What to do with an image that cannot be read: stop and name it, or skip and say so.</source>
        <translation>遇到无法读取的图像时：stop 停止并指出，skip 跳过并提示。</translation>
    </message>
    <message>
        <source>What to put there.</source>
        <translation>填入什么。</translation>
    </message>
    <message>
        <source>What to tell apart; category: the 37 breeds; binary-category: cats and dogs.</source>
        <translation>要区分什么；category：37 个品种；binary-category：猫和狗。</translation>
    </message>
    <message>
        <source>When MNIST has become too easy; about 92 % is usual for a small convolutional network.</source>
        <translation>当 MNIST 已太简单时；小型卷积网络通常约达 92 %。</translation>
    </message>
    <message>
        <source>Where Adam is unsteady at the beginning and no warm-up is wanted.</source>
        <translation>Adam 起初不稳定而又不想预热时。</translation>
    </message>
    <message>
        <source>Where Adam is unsteady because single gradients are very large.</source>
        <translation>Adam 因个别梯度很大而不稳定时。</translation>
    </message>
    <message>
        <source>Where Adam works; often a little quicker at the beginning.</source>
        <translation>Adam 适用之处；起初往往略快。</translation>
    </message>
    <message>
        <source>Where SiLU works; try which of the two is better.</source>
        <translation>SiLU 适用之处；试试两者哪个更好。</translation>
    </message>
    <message>
        <source>Where a camera looks at flat things from the side.</source>
        <translation>用于相机从侧面拍摄平面物体的情形。</translation>
    </message>
    <message>
        <source>Where a loss takes the logarithm of a probability.</source>
        <translation>损失需要概率的对数时。</translation>
    </message>
    <message>
        <source>Where a short text is padded; start: what an RNN has at the end is then no padding.</source>
        <translation>短文本在哪一侧填充；start：这样 RNN 最后读到的就不是填充。</translation>
    </message>
    <message>
        <source>Where a table says what each image shows.</source>
        <translation>用于由表格说明每张图像内容的情形。</translation>
    </message>
    <message>
        <source>Where a text is empty: stop and say so, keep it as an empty text, or drop the row.</source>
        <translation>文本为空时：停止并说明、作为空文本保留，或丢弃该行。</translation>
    </message>
    <message>
        <source>Where accuracy counts and memory is short; the images should be of its size.</source>
        <translation>看重准确率而内存有限时；图像应与其尺寸相符。</translation>
    </message>
    <message>
        <source>Where all random numbers begin.</source>
        <translation>所有随机数的起点（随机种子）。</translation>
    </message>
    <message>
        <source>Where brightness and contrast of each image tell nothing, and for the transfer of style.</source>
        <translation>各图像的亮度和对比度无意义时，以及用于风格迁移。</translation>
    </message>
    <message>
        <source>Where brightness and contrast of each volume tell nothing.</source>
        <translation>各体数据的亮度和对比度无意义时。</translation>
    </message>
    <message>
        <source>Where cameras are noisy, or to keep a network from relying on single pixels.</source>
        <translation>用于相机有噪声，或避免网络依赖单个像素。</translation>
    </message>
    <message>
        <source>Where colour misleads: another camera, another light.</source>
        <translation>颜色会误导时：换了相机、换了光线。</translation>
    </message>
    <message>
        <source>Where colour tells nothing: fewer numbers, quicker.</source>
        <translation>颜色无意义时：数值更少，速度更快。</translation>
    </message>
    <message>
        <source>Where dark on light and light on dark mean the same.</source>
        <translation>浅底深字与深底浅字含义相同时。</translation>
    </message>
    <message>
        <source>Where every image has its label in a text file of the same name.</source>
        <translation>用于每张图像的标签在同名文本文件中的情形。</translation>
    </message>
    <message>
        <source>Where far steps must see each other; its cost grows with the square of the steps.</source>
        <translation>相距很远的时间步需要互相看到时；开销随步数平方增长。</translation>
    </message>
    <message>
        <source>Where image files are kept: all in memory; or streamed, decoded as they are needed and then kept on the disk; auto: in memory if they fit.</source>
        <translation>图像文件放在哪里：全部放入内存；或流式读取，需要时解码，随后保存在磁盘上；auto：放得下就放入内存。</translation>
    </message>
    <message>
        <source>Where images need a border, such as 28 × 28 in a network for 32 × 32.</source>
        <translation>图像需要边框时，例如把 28 × 28 用于 32 × 32 的网络。</translation>
    </message>
    <message>
        <source>Where objects can be partly hidden; after Normalize.</source>
        <translation>物体可能被部分遮挡时；放在 Normalize 之后。</translation>
    </message>
    <message>
        <source>Where one class has far more samples than another, a model does well in the mean by naming the frequent one, and never learns the rare one.</source>
        <translation>当一个类别的样本远多于另一个时，模型只要总说常见的那个，平均成绩就不错，却永远学不会罕见的那个。</translation>
    </message>
    <message>
        <source>Where outputs must stay between two numbers.</source>
        <translation>输出必须介于两数之间时。</translation>
    </message>
    <message>
        <source>Where pictures in use are less sharp than those for training.</source>
        <translation>实际使用的图片不如训练图片清晰时。</translation>
    </message>
    <message>
        <source>Where products of features matter; it has very many weights.</source>
        <translation>特征的乘积有意义时；权重非常多。</translation>
    </message>
    <message>
        <source>Where slanted pictures occur; for digits not more than about 15°.</source>
        <translation>会出现倾斜图片时；数字不宜超过约 15°。</translation>
    </message>
    <message>
        <source>Where something is missing: stop and say so, keep the row for FillMissing, or drop the row.</source>
        <translation>有缺失时：停止并说明（stop）、保留该行交给 FillMissing（keep），或去掉该行（drop）。</translation>
    </message>
    <message>
        <source>Where squares end and absolute differences begin.</source>
        <translation>从平方差转为绝对差的分界点。</translation>
    </message>
    <message>
        <source>Where the file of weights has to be small: about 5 MB.</source>
        <translation>权重文件必须很小时：约 5 MB。</translation>
    </message>
    <message>
        <source>Where the first of several machines is reached, as host:port; empty with one machine.</source>
        <translation>多台机器时第一台的地址，形如 host:port；只有一台机器时留空。</translation>
    </message>
    <message>
        <source>Where the largest number of the training part goes.</source>
        <translation>训练部分的最大值映射到哪里。</translation>
    </message>
    <message>
        <source>Where the mean of a window says more than its largest number.</source>
        <translation>窗口的平均值比最大值更有意义时。</translation>
    </message>
    <message>
        <source>Where the model has to be very small and quick.</source>
        <translation>模型必须非常小而快时。</translation>
    </message>
    <message>
        <source>Where the model has to run on a telephone, or training on a processor.</source>
        <translation>模型须在手机上运行，或在处理器上训练时。</translation>
    </message>
    <message>
        <source>Where the model itself must give probabilities; not before CrossEntropyLoss.</source>
        <translation>模型本身必须给出概率时；不要放在 CrossEntropyLoss 之前。</translation>
    </message>
    <message>
        <source>Where the network should find the slope itself; give it no weight decay.</source>
        <translation>让网络自己找到斜率时；不要对它用权重衰减。</translation>
    </message>
    <message>
        <source>Where the size and offset of each series tell nothing.</source>
        <translation>各序列的幅度和偏移无意义时。</translation>
    </message>
    <message>
        <source>Where the smallest number of the training part goes.</source>
        <translation>训练部分的最小值映射到哪里。</translation>
    </message>
    <message>
        <source>Where the sum of the squares begins.</source>
        <translation>平方和的起始值。</translation>
    </message>
    <message>
        <source>Where to compute: auto, cpu, cuda, cuda:1, mps.</source>
        <translation>在哪里计算：auto、cpu、cuda、cuda:1、mps。</translation>
    </message>
    <message>
        <source>Where units of ReLU have died: they give 0 for every sample.</source>
        <translation>ReLU 单元“死亡”时：它们对每个样本都给出 0。</translation>
    </message>
    <message>
        <source>Whether the first row names the columns; auto: unless it holds numbers alone.</source>
        <translation>第一行是否为列名；auto：除非该行全是数字。</translation>
    </message>
    <message>
        <source>Whether the first row names the columns; auto: unless it names an image.</source>
        <translation>第一行是否为列名；auto：除非它写的是图像。</translation>
    </message>
    <message>
        <source>Which of the family, by torchvision's name; the larger the number, the larger and slower.</source>
        <translation>选用该系列中的哪一个，按 torchvision 的名称；数字越大，网络越大也越慢。</translation>
    </message>
    <message>
        <source>Which test digits: all, the 10,000 that MNIST has, or the 50,000 that it left out.</source>
        <translation>用哪些测试数字：全部、MNIST 中有的 10,000 个，或它没有收入的 50,000 个。</translation>
    </message>
    <message>
        <source>Whole batch</source>
        <translation>整批数据</translation>
    </message>
    <message>
        <source>Width of the piece over its height, from and to.</source>
        <translation>裁块的宽高比，从多少到多少。</translation>
    </message>
    <message>
        <source>Width of the small network.</source>
        <translation>小网络的宽度。</translation>
    </message>
    <message>
        <source>With momentum 0.9 and a schedule: often the best end result for images, but lr must be found.</source>
        <translation>动量 0.9 加学习率计划：图像的最终结果往往最好，但须找到合适的 lr。</translation>
    </message>
    <message>
        <source>With weights only: without them it needs millions of images.</source>
        <translation>只在有权重时使用：否则需要数百万张图像。</translation>
    </message>
    <message>
        <source>Work the factor out again from the rounded size; none: do not.</source>
        <translation>根据取整后的尺寸重新计算倍数；none 表示不重新计算。</translation>
    </message>
    <message>
        <source>Write event files for TensorBoard into the run folder, in its folder tensorboard.</source>
        <translation>把 TensorBoard 的事件文件写入运行文件夹下的 tensorboard 文件夹。</translation>
    </message>
    <message>
        <source>Your own arrays in a NumPy file (.npz): images, tables or series, with classes or numbers to predict. Write one with numpy.savez(path, x=inputs, y=targets).</source>
        <translation>自己的 NumPy 数组文件 (.npz)：图像、表格或序列，预测类别或数值。可用 numpy.savez(path, x=inputs, y=targets) 写出。</translation>
    </message>
    <message>
        <source>Your own images, and one file that says for each what it shows: a column of file names, and one of labels. The file is a CSV or a text file; labels are words, numbers of classes, or numbers to predict.</source>
        <translation>自己的图像，加一个说明每张图像内容的文件：一列文件名，一列标签。该文件是 CSV 或文本文件；标签可以是文字、类别编号或要预测的数值。</translation>
    </message>
    <message>
        <source>Your own images, each with a text file of the same name beside it, whose first line is the class. So cat7.jpg and cat7.txt belong together; folders within the folder are read, too.</source>
        <translation>自己的图像，每张旁边有一个同名文本文件，其第一行是类别。例如 cat7.jpg 与 cat7.txt 是一对；子文件夹也会读取。</translation>
    </message>
    <message>
        <source>Your own images: a folder that holds one folder for each class.</source>
        <translation>自己的图像：一个文件夹，其中每个类别一个子文件夹。</translation>
    </message>
    <message>
        <source>Your own table as a CSV file: each row a sample, one column what is to be predicted. Columns of words become a 0 or 1 for each word; classes or numbers follow from the column to predict.</source>
        <translation>你自己的 CSV 表格：每行一个样本，其中一列是要预测的内容。文字列会变成每个词一个 0 或 1；预测类别还是数值由要预测的列决定。</translation>
    </message>
    <message>
        <source>Your own texts as a CSV file: each row a text and its label, which is a word (a class) or a number.</source>
        <translation>您自己的文本，存为 CSV 文件：每行一条文本及其标签，标签是一个词（类别）或一个数字。</translation>
    </message>
    <message>
        <source>Zeros added at the edges, at most half the window.</source>
        <translation>边缘填充的零，至多为窗口的一半。</translation>
    </message>
    <message>
        <source>batchmean: per sample, which is the divergence of the formula; sum: of all samples.</source>
        <translation>batchmean：按样本平均，即公式中的散度；sum：所有样本之和。</translation>
    </message>
    <message>
        <source>byclass: 62 signs; bymerge: 47, where a letter looks alike in both cases; balanced: the same 47, each as often; letters: a to z; digits and mnist: 0 to 9.</source>
        <translation>byclass：62 个字符；bymerge：47 个，大小写相似的字母合并；balanced：同样的 47 个，各类数量相等；letters：a 到 z；digits 和 mnist：0 到 9。</translation>
    </message>
    <message>
        <source>constant: fill; edge: the last pixel; reflect and symmetric: mirrored without or with the edge.</source>
        <translation>constant：用 fill 填充；edge：用最边上的像素；reflect 和 symmetric：不含或包含边缘的镜像。</translation>
    </message>
    <message>
        <source>eˣⁱ / Σ eˣʲ: turns the numbers of a sample into shares that sum to 1. Not before CrossEntropyLoss, which does it itself.</source>
        <translation>eˣⁱ / Σ eˣʲ：将一个样本的数变为总和为 1 的比例。不要接在 CrossEntropyLoss 之前，它自己会计算。</translation>
    </message>
    <message>
        <source>features: a row, on which a Linear can follow; map: the last feature map (channels × height × width).</source>
        <translation>features：一行数，其后可接 Linear；map：最后的特征图（通道 × 高 × 宽）。</translation>
    </message>
    <message>
        <source>log(1 + eᵝˣ) / β: a smooth ReLU that is never zero; makes outputs positive.</source>
        <translation>log(1 + eᵝˣ) / β：永不为零的平滑 ReLU；使输出为正。</translation>
    </message>
    <message>
        <source>log(1 / (1 + e⁻ˣ)): the logarithm of Sigmoid, computed safely.</source>
        <translation>log(1 / (1 + e⁻ˣ))：Sigmoid 的对数，计算安全。</translation>
    </message>
    <message>
        <source>max(0, x) + min(0, α (eˣᐟᵅ − 1)): ELU whose slope has no jump, whatever alpha is.</source>
        <translation>max(0, x) + min(0, α (eˣᐟᵅ − 1))：不论 alpha 取何值，斜率都不跳变的 ELU。</translation>
    </message>
    <message>
        <source>max(0, x): cuts off what is negative. The usual choice between layers.</source>
        <translation>max(0, x)：截去负数。层与层之间的常用选择。</translation>
    </message>
    <message>
        <source>mean: of the samples' losses; sum: of all, which grows with the batch.</source>
        <translation>mean：样本损失的均值；sum：总和，随批大小增大。</translation>
    </message>
    <message>
        <source>min(max(x / 6 + 1/2, 0), 1): Sigmoid out of straight lines, quicker on small machines.</source>
        <translation>min(max(x / 6 + 1/2, 0), 1)：由直线组成的 Sigmoid，在小型机器上更快。</translation>
    </message>
    <message>
        <source>min: watch the loss fall; max: watch the accuracy rise.</source>
        <translation>min：关注损失下降；max：关注准确率上升。</translation>
    </message>
    <message>
        <source>nearest repeats; linear (series), bilinear, bicubic (images), trilinear (volumes) blend.</source>
        <translation>nearest 重复；linear（序列）、bilinear 和 bicubic（图像）、trilinear（体积）混合。</translation>
    </message>
    <message>
        <source>none: the exact formula; tanh: a quicker approximation.</source>
        <translation>none：精确公式；tanh：更快的近似。</translation>
    </message>
    <message>
        <source>r; r² divides the number of channels.</source>
        <translation>r；r² 须能整除通道数。</translation>
    </message>
    <message>
        <source>rel: the threshold is a share of the best; abs: a difference.</source>
        <translation>rel：阈值为最佳值的比例；abs：阈值为差值。</translation>
    </message>
    <message>
        <source>strong_wolfe: look for a good length of each step; none: lr.</source>
        <translation>strong_wolfe：为每一步寻找合适的长度；none 表示用 lr。</translation>
    </message>
    <message>
        <source>torchvision</source>
        <translation>torchvision</translation>
    </message>
    <message>
        <source>train: 10 photos of each flower; train+val: 20, with those meant for validation.</source>
        <translation>train：每种花 10 张照片；train+val：20 张，包括原本用于验证的照片。</translation>
    </message>
    <message>
        <source>training: not in validation, test and prediction; always: there too.</source>
        <translation>training：验证、测试和预测时不使用；always：这些时候也使用。</translation>
    </message>
    <message>
        <source>triangular: always as high; triangular2: half as high each time; exp_range: gamma to the step.</source>
        <translation>triangular：每次一样高；triangular2：每次高度减半；exp_range：乘以 gamma 的步数次方。</translation>
    </message>
    <message>
        <source>validation_fraction is 0. Without a validation part nobody sees when the model begins to learn by heart, and neither early stopping nor the best weights can be chosen.</source>
        <translation>validation_fraction 为 0。没有验证部分，就没有人看得出模型何时开始死记，提前停止和最佳权重也都无从选择。</translation>
    </message>
    <message>
        <source>x / (1 + e⁻ˣ), also called Swish: a smooth ReLU that dips a little below zero.</source>
        <translation>x / (1 + e⁻ˣ)，也叫 Swish：略低于零的平滑 ReLU。</translation>
    </message>
    <message>
        <source>x / (1 + |x|): squeezes every number into −1 … 1, more slowly than Tanh.</source>
        <translation>x / (1 + |x|)：把每个数压到 −1 … 1，比 Tanh 更缓慢。</translation>
    </message>
    <message>
        <source>x Hardsigmoid(x): SiLU out of straight lines and a parabola, as MobileNetV3 uses it.</source>
        <translation>x Hardsigmoid(x)：由直线和抛物线组成的 SiLU，MobileNetV3 使用它。</translation>
    </message>
    <message>
        <source>x tanh(log(1 + eˣ)): a smooth ReLU, much like SiLU.</source>
        <translation>x tanh(log(1 + eˣ))：平滑的 ReLU，与 SiLU 很像。</translation>
    </message>
    <message>
        <source>x where it is above the threshold, another number elsewhere.</source>
        <translation>高于阈值时为 x，否则为另一个数。</translation>
    </message>
    <message>
        <source>x where positive, a learned multiple of x where negative.</source>
        <translation>为正时是 x，为负时是 x 的可学习倍数。</translation>
    </message>
    <message>
        <source>x where positive, a small multiple of x where negative: units cannot die.</source>
        <translation>正数时为 x，负数时为 x 的小倍数：神经元不会“死亡”。</translation>
    </message>
    <message>
        <source>x where positive, α (eˣ − 1) where negative: smooth, and the mean of its outputs is near zero.</source>
        <translation>为正时是 x，为负时是 α (eˣ − 1)：平滑，输出的均值接近零。</translation>
    </message>
    <message>
        <source>x where positive; where negative a multiple of x that is drawn anew while training, and the middle in evaluation.</source>
        <translation>为正时是 x；为负时是 x 的一个倍数，训练时每次重新抽取，评估时取中间值。</translation>
    </message>
    <message>
        <source>x Φ(x), with Φ the normal distribution's share below x: a smooth ReLU, usual in transformers.</source>
        <translation>x Φ(x)，Φ 为正态分布在 x 以下的比例：平滑的 ReLU，常用于 Transformer。</translation>
    </message>
    <message>
        <source>−log of the probability that the model gives to the right class. Takes raw scores (logits): no Softmax before it.</source>
        <translation>模型给正确类别的概率的 −log。接收原始得分（logits）：前面不要接 Softmax。</translation>
    </message>
</context>
<context>
    <name>class_menu</name>
    <message>
        <source>Another class…</source>
        <translation>其他类别…</translation>
    </message>
    <message>
        <source>Label is</source>
        <translation>标签为</translation>
    </message>
    <message>
        <source>The right class:</source>
        <translation>正确的类别：</translation>
    </message>
</context>
<context>
    <name>correcting</name>
    <message>
        <source>exclude sample {0}</source>
        <translation>排除样本 {0}</translation>
    </message>
    <message>
        <source>exclude {0} samples</source>
        <translation>排除 {0} 个样本</translation>
    </message>
    <message>
        <source>label sample {0} as “{1}”</source>
        <translation>将样本 {0} 的标签改为“{1}”</translation>
    </message>
    <message>
        <source>label {0} samples</source>
        <translation>更改 {0} 个样本的标签</translation>
    </message>
    <message>
        <source>label {0} samples as “{1}”</source>
        <translation>将 {0} 个样本的标签改为“{1}”</translation>
    </message>
    <message>
        <source>read corrections</source>
        <translation>读取更正</translation>
    </message>
    <message>
        <source>take all corrections back</source>
        <translation>撤回所有更正</translation>
    </message>
    <message>
        <source>take back the correction of {0}</source>
        <translation>撤回对 {0} 的更正</translation>
    </message>
    <message>
        <source>take back {0} corrections</source>
        <translation>撤回 {0} 处更正</translation>
    </message>
</context>
<context>
    <name>csv</name>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>取值</translation>
    </message>
    <message>
        <source>ignored</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>words</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>{0} different</source>
        <translation>共 {0} 种</translation>
    </message>
</context>
<context>
    <name>diagnostics</name>
    <message>
        <source>Dead units</source>
        <translation>死亡单元</translation>
    </message>
    <message>
        <source>Each column is a histogram of one step: the stronger the colour, the more values lie there. A band that narrows to one value, or runs away to one side, is a warning.</source>
        <translation>每一列是某一步的直方图：颜色越深，落在那里的值越多。若色带收窄到一个值，或偏向一侧跑远，就要当心。</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>How far a step moves the weights, beside their length. About 0.001 is usual (a rule of thumb): far above, the learning rate is too large for this layer; far below, it hardly learns.</source>
        <translation>一步更新的大小与权重大小之比。通常约为 0.001（经验法则）：远大于此，说明学习率对该层太大；远小于此，说明该层几乎不在学习。</translation>
    </message>
    <message>
        <source>Mean of activations</source>
        <translation>激活值的均值</translation>
    </message>
    <message>
        <source>Similar in all layers is good. Far smaller towards the first layers: the gradient vanishes; other activations, normalisation or residual blocks help. Growing without end: it explodes; use a smaller learning rate or clip_grad_norm.</source>
        <translation>各层大小相近为好。越靠近前面的层越小：梯度在消失，可换用其他激活函数、归一化或残差块。不断增大：梯度在爆炸，请减小学习率或使用 clip_grad_norm。</translation>
    </message>
    <message>
        <source>Spread of activations</source>
        <translation>激活值的离散程度</translation>
    </message>
    <message>
        <source>The length of the weights. It should settle: one that grows without end asks for weight decay or a smaller learning rate; one that shrinks to nothing, for less weight decay.</source>
        <translation>权重的长度。它应当趋于稳定：不断增大，说明需要权重衰减或更小的学习率；缩小到零，说明权重衰减应当减弱。</translation>
    </message>
    <message>
        <source>The mean of what a layer puts out. Near zero, and steady over the steps, is easiest for the layers behind; a drift asks for normalisation.</source>
        <translation>一层输出的均值。接近零且随步数保持稳定，对后面的层最有利；若不断漂移，则需要归一化。</translation>
    </message>
    <message>
        <source>The share of exact zeros among what a layer puts out: half is usual after a ReLU, and the dropped share after Dropout. Near 1, hardly anything gets through.</source>
        <translation>一层的输出中恰好为零的比例：ReLU 之后通常约为一半，Dropout 之后则是被丢弃的比例。接近 1 时，几乎没有什么能通过。</translation>
    </message>
    <message>
        <source>The share of units of a ReLU that are silent for every sample of the batch, and so learn nothing from it. Much that stays: use a smaller learning rate, another initialisation, or LeakyReLU.</source>
        <translation>ReLU 中对整批样本都没有输出、因而学不到任何东西的单元所占的比例。若一直很高：请减小学习率，换一种初始化，或改用 LeakyReLU。</translation>
    </message>
    <message>
        <source>The standard deviation of what a layer puts out. Alike from layer to layer is good; falling to nothing from layer to layer, the signal fades; growing, it explodes: look at the initialisation (init) and at normalisation.</source>
        <translation>一层输出的标准差。各层相近为好；若逐层减小到零，说明信号在衰减；若逐层增大，说明信号在爆炸：请检查初始化（init）和归一化。</translation>
    </message>
    <message>
        <source>Update ÷ weight</source>
        <translation>更新 ÷ 权重</translation>
    </message>
    <message>
        <source>Weight norm</source>
        <translation>权重范数</translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation>零值</translation>
    </message>
    <message>
        <source>as a curve</source>
        <translation>显示曲线</translation>
    </message>
    <message>
        <source>its activations</source>
        <translation>显示激活值</translation>
    </message>
    <message>
        <source>its gradients</source>
        <translation>显示梯度</translation>
    </message>
    <message>
        <source>its weights</source>
        <translation>显示权重</translation>
    </message>
</context>
<context>
    <name>doctor</name>
    <message>
        <source>Look at it there</source>
        <translation>到那里查看</translation>
    </message>
    <message>
        <source>answers of the layer</source>
        <translation>该层的输出</translation>
    </message>
    <message>
        <source>check of the files</source>
        <translation>文件检查</translation>
    </message>
    <message>
        <source>confusion matrix</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>dead units</source>
        <translation>死亡单元</translation>
    </message>
    <message>
        <source>diagnostics</source>
        <translation>诊断数据</translation>
    </message>
    <message>
        <source>evaluation</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>gradient norms</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>samples</source>
        <translation>样本</translation>
    </message>
    <message>
        <source>single samples</source>
        <translation>单个样本</translation>
    </message>
    <message>
        <source>steps {0}</source>
        <translation>第 {0} 步</translation>
    </message>
    <message>
        <source>update ratios</source>
        <translation>更新比</translation>
    </message>
</context>
<context>
    <name>exports</name>
    <message>
        <source>Export script</source>
        <translation>导出脚本</translation>
    </message>
    <message>
        <source>Export weights</source>
        <translation>导出权重</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>PNG 图片 (*.png)</translation>
    </message>
    <message>
        <source>Picture saved: {0}</source>
        <translation>网络图已保存：{0}</translation>
    </message>
    <message>
        <source>PyTorch weights (*.pth);;All files (*)</source>
        <translation>PyTorch 权重 (*.pth);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Python (*.py);;All files (*)</source>
        <translation>Python (*.py);;所有文件 (*)</translation>
    </message>
    <message>
        <source>SVG pictures (*.svg)</source>
        <translation>SVG 图片 (*.svg)</translation>
    </message>
    <message>
        <source>Save picture of the network</source>
        <translation>保存网络结构图</translation>
    </message>
    <message>
        <source>Script saved: {0}</source>
        <translation>脚本已保存：{0}</translation>
    </message>
    <message>
        <source>Weights saved and compared: {0}</source>
        <translation>权重已保存并核对：{0}</translation>
    </message>
    <message>
        <source>the file read back differs from the weights</source>
        <translation>重新读取的文件与权重不一致</translation>
    </message>
    <message>
        <source>the picture could not be packed</source>
        <translation>无法生成图片数据</translation>
    </message>
</context>
<context>
    <name>forms</name>
    <message>
        <source>Allowed: {range}</source>
        <translation>允许：{range}</translation>
    </message>
    <message>
        <source>Default: {value}</source>
        <translation>默认值：{value}</translation>
    </message>
    <message>
        <source>at least {bound}</source>
        <translation>至少 {bound}</translation>
    </message>
    <message>
        <source>at most {bound}</source>
        <translation>至多 {bound}</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>less than {bound}</source>
        <translation>小于 {bound}</translation>
    </message>
    <message>
        <source>more than {bound}</source>
        <translation>大于 {bound}</translation>
    </message>
    <message>
        <source>needs a point in place of the comma: {better}.</source>
        <translation>应使用小数点而不是逗号：{better}。</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
</context>
<context>
    <name>heat</name>
    <message>
        <source>Covering {part} makes it “{name}” ({share}).</source>
        <translation>遮住{part}后它变成“{name}”（{share}）。</translation>
    </message>
    <message>
        <source>Covering {part}: “{name}” ({share}).</source>
        <translation>遮住{part}：“{name}”（{share}）。</translation>
    </message>
    <message>
        <source>It stays “{name}” whichever part is covered; {part} counts most ({before} → {after}).</source>
        <translation>无论遮住哪一部分，它仍是“{name}”；{part}最重要（{before} → {after}）。</translation>
    </message>
    <message>
        <source>the bottom</source>
        <translation>下部</translation>
    </message>
    <message>
        <source>the left side</source>
        <translation>左侧</translation>
    </message>
    <message>
        <source>the lower left</source>
        <translation>左下部</translation>
    </message>
    <message>
        <source>the lower right</source>
        <translation>右下部</translation>
    </message>
    <message>
        <source>the middle</source>
        <translation>中间</translation>
    </message>
    <message>
        <source>the right side</source>
        <translation>右侧</translation>
    </message>
    <message>
        <source>the top</source>
        <translation>上部</translation>
    </message>
    <message>
        <source>the upper left</source>
        <translation>左上部</translation>
    </message>
    <message>
        <source>the upper right</source>
        <translation>右上部</translation>
    </message>
</context>
<context>
    <name>help</name>
    <message>
        <source>Allowed</source>
        <translation>允许的值</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>默认值</translation>
    </message>
    <message>
        <source>Here:</source>
        <translation>此处：</translation>
    </message>
    <message>
        <source>How it shows:</source>
        <translation>如何表现：</translation>
    </message>
    <message>
        <source>No parameters.</source>
        <translation>没有参数。</translation>
    </message>
    <message>
        <source>Parameter</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Read on:</source>
        <translation>延伸阅读：</translation>
    </message>
    <message>
        <source>Read on: {0}</source>
        <translation>延伸阅读：{0}</translation>
    </message>
    <message>
        <source>What it does</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>What the doctor looks for</source>
        <translation>医生会检查什么</translation>
    </message>
    <message>
        <source>What to try:</source>
        <translation>可以尝试：</translation>
    </message>
    <message>
        <source>When to use it:</source>
        <translation>何时使用：</translation>
    </message>
    <message>
        <source>Why it comes:</source>
        <translation>为何出现：</translation>
    </message>
    <message>
        <source>a file</source>
        <translation>一个文件</translation>
    </message>
    <message>
        <source>a folder</source>
        <translation>一个文件夹</translation>
    </message>
    <message>
        <source>a formula</source>
        <translation>一个公式</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>一个数</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>一段文本</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>一个整数</translation>
    </message>
    <message>
        <source>doctor</source>
        <translation>医生</translation>
    </message>
    <message>
        <source>yes or no</source>
        <translation>是或否</translation>
    </message>
</context>
<context>
    <name>ink_image</name>
    <message>
        <source>The picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>{name} could not be read: {reason}.</source>
        <translation>无法读取 {name}：{reason}。</translation>
    </message>
    <message>
        <source>{name} is not a picture that can be read.</source>
        <translation>{name} 不是可读取的图片。</translation>
    </message>
    <message>
        <source>{name} is too large: {width} × {height} pixels. Up to {limit} million pixels are taken.</source>
        <translation>{name} 太大：{width} × {height} 像素。最多接受 {limit} 百万像素。</translation>
    </message>
</context>
<context>
    <name>matters</name>
    <message>
        <source>Bright where a tiny change of the input would change the score most. It shows what the model is sensitive to, not whether it speaks for or against; expect noise.</source>
        <translation>亮处：输入的微小变化对得分影响最大。它表示模型对什么敏感，而不表示支持还是反对；结果会有噪声。</translation>
    </message>
    <message>
        <source>Bright where the maps of layer {0} speak for the answer. Coarse: one patch for each number of a map.</source>
        <translation>亮处：层 {0} 的特征图支持该答案。较粗略：特征图的每个数值对应一块。</translation>
    </message>
    <message>
        <source>How the score grows on the way from an empty input to this one, shared out among the inputs: orange adds to it, blue takes away. Together they are the difference of the two scores.</source>
        <translation>从空输入到该输入的路径上得分的增长，分摊到各个输入：橙色增加得分，蓝色减少得分。合起来就是两个得分之差。</translation>
    </message>
    <message>
        <source>Marked: covering it changes the answer to {0}; the surest is {1} with {2}.</source>
        <translation>有标记处：遮住它会使答案变为 {0}；最有把握的是 {1}（{2}）。</translation>
    </message>
    <message>
        <source>Nothing: every place has a zero here. Take another layer or another method.</source>
        <translation>没有结果：这里每个位置都是零。请换一层或换一种方法。</translation>
    </message>
    <message>
        <source>Orange: covering this place lowers the score, so it speaks for the answer; blue: covering it raises the score.</source>
        <translation>橙色：遮住该处会降低得分，说明它支持该答案；蓝色：遮住它会提高得分。</translation>
    </message>
    <message>
        <source>Orange: this input, as strong as it is, pushes the score up; blue: down. An input of zero never counts.</source>
        <translation>橙色：该输入以其现有强度提高得分；蓝色：降低得分。为零的输入从不计入。</translation>
    </message>
    <message>
        <source>The input gradient, averaged over noisy copies of the sample: read it like the gradient, with less noise.</source>
        <translation>对样本加噪声的多个副本求输入梯度的平均：读法与输入梯度相同，噪声更小。</translation>
    </message>
    <message>
        <source>Unexplained rest: {0}.</source>
        <translation>未能解释的余量：{0}。</translation>
    </message>
    <message>
        <source>covered, it says {0}</source>
        <translation>遮住后，它答 {0}</translation>
    </message>
    <message>
        <source>covered, it says {0} ({1})</source>
        <translation>遮住后，它答 {0}（{1}）</translation>
    </message>
</context>
<context>
    <name>number_strip</name>
    <message>
        <source>{0}: the mean absolute error of its copy, step by step; now {1}</source>
        <translation>{0}：其副本的平均绝对误差，逐步显示；现在 {1}</translation>
    </message>
    <message>
        <source>{0}: what is predicted, step by step; now {1}</source>
        <translation>{0}：预测值，逐步显示；现在 {1}</translation>
    </message>
    <message>
        <source>{0}: what is predicted, step by step; now {1}, and {2} is true (the dashed line)</source>
        <translation>{0}：预测值，逐步显示；现在 {1}，真实值为 {2}（虚线）</translation>
    </message>
</context>
<context>
    <name>opening</name>
    <message>
        <source>Open a picture</source>
        <translation>打开图片</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>parts</name>
    <message>
        <source>Not allowed yet: read {0} under Model &gt; Own code…, and allow it.</source>
        <translation>尚未允许：请在“模型 &gt; 自有代码…”中阅读 {0} 并允许它。</translation>
    </message>
    <message>
        <source>Nothing was inserted: entry {number} does not fit. {words}</source>
        <translation>未插入任何内容：第 {number} 项不符合要求。{words}</translation>
    </message>
    <message>
        <source>Nothing was inserted: {count} entries are too many.</source>
        <translation>未插入任何内容：{count} 项太多了。</translation>
    </message>
    <message>
        <source>Own blocks</source>
        <translation>自己的块</translation>
    </message>
    <message>
        <source>These are layers. They belong in the model.</source>
        <translation>这些是层，应放在模型中。</translation>
    </message>
    <message>
        <source>These are transforms. They belong in the list of the data panel.</source>
        <translation>这些是变换，应放在数据面板的列表中。</translation>
    </message>
    <message>
        <source>This holds no layers. Layers are copied from a model's list.</source>
        <translation>其中没有层。请从模型的列表中复制层。</translation>
    </message>
    <message>
        <source>This holds no transforms. Transforms are copied from a list of them.</source>
        <translation>其中没有变换。请从变换列表中复制变换。</translation>
    </message>
</context>
<context>
    <name>preparing</name>
    <message>
        <source>building the model</source>
        <translation>正在构建模型</translation>
    </message>
    <message>
        <source>checking {name}</source>
        <translation>正在校验 {name}</translation>
    </message>
    <message>
        <source>comparing samples</source>
        <translation>正在比较样本</translation>
    </message>
    <message>
        <source>compiling the model</source>
        <translation>正在编译模型</translation>
    </message>
    <message>
        <source>computing the figures</source>
        <translation>正在计算指标</translation>
    </message>
    <message>
        <source>covering the input</source>
        <translation>遮挡输入</translation>
    </message>
    <message>
        <source>downloading {name}</source>
        <translation>正在下载 {name}</translation>
    </message>
    <message>
        <source>drawing digits</source>
        <translation>正在绘制数字</translation>
    </message>
    <message>
        <source>drawing shapes</source>
        <translation>正在绘制形状</translation>
    </message>
    <message>
        <source>drawing waves</source>
        <translation>正在生成波形</translation>
    </message>
    <message>
        <source>finding out what is fastest here</source>
        <translation>正在找出本机最快的方式</translation>
    </message>
    <message>
        <source>judging</source>
        <translation>正在评判</translation>
    </message>
    <message>
        <source>judging the samples</source>
        <translation>正在评判样本</translation>
    </message>
    <message>
        <source>listing</source>
        <translation>正在列出</translation>
    </message>
    <message>
        <source>looking at the images</source>
        <translation>正在查看图像</translation>
    </message>
    <message>
        <source>making images</source>
        <translation>正在生成图像</translation>
    </message>
    <message>
        <source>preparing the samples</source>
        <translation>正在准备样本</translation>
    </message>
    <message>
        <source>reading</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>reading event files</source>
        <translation>正在读取事件文件</translation>
    </message>
    <message>
        <source>reading files</source>
        <translation>正在读取文件</translation>
    </message>
    <message>
        <source>reading images</source>
        <translation>正在读取图像</translation>
    </message>
    <message>
        <source>reading the checkpoint</source>
        <translation>正在读取检查点</translation>
    </message>
    <message>
        <source>reading the data</source>
        <translation>正在读取数据</translation>
    </message>
    <message>
        <source>reading the table</source>
        <translation>正在读取表格</translation>
    </message>
    <message>
        <source>reading the texts</source>
        <translation>正在读取文本</translation>
    </message>
    <message>
        <source>starting the processes</source>
        <translation>正在启动进程</translation>
    </message>
    <message>
        <source>taking gradients</source>
        <translation>计算梯度</translation>
    </message>
    <message>
        <source>trying rates</source>
        <translation>正在尝试各个学习率</translation>
    </message>
    <message>
        <source>unpacking {name}</source>
        <translation>正在解压 {name}</translation>
    </message>
    <message>
        <source>writing sentences</source>
        <translation>正在写句子</translation>
    </message>
</context>
<context>
    <name>problem</name>
    <message>
        <source> above {bound}</source>
        <translation>大于 {bound} 的</translation>
    </message>
    <message>
        <source> below {bound}</source>
        <translation>小于 {bound} 的</translation>
    </message>
    <message>
        <source> from {low} to {high}</source>
        <translation>{low} 到 {high} 的</translation>
    </message>
    <message>
        <source> of at least {bound}</source>
        <translation>不小于 {bound} 的</translation>
    </message>
    <message>
        <source> of at most {bound}</source>
        <translation>不大于 {bound} 的</translation>
    </message>
    <message>
        <source>--set {words} is not ADDRESS=VALUE.</source>
        <translation>--set {words} 不是 ADDRESS=VALUE 的形式。</translation>
    </message>
    <message>
        <source>--target names an answer; attention is the same for all of them.</source>
        <translation>--target 指定一个答案；而注意力对所有答案都相同。</translation>
    </message>
    <message>
        <source>--to takes the pictures of an autoencoder; this model gives none.</source>
        <translation>--to 用于自编码器的图片；这个模型不输出图片。</translation>
    </message>
    <message>
        <source>--{name} is an option of {methods}; {method} has none.</source>
        <translation>--{name} 是 {methods} 的选项；{method} 没有这个选项。</translation>
    </message>
    <message>
        <source>A ReLU at the end cuts off every negative score.</source>
        <translation>末尾的 ReLU 会截去所有负的得分。</translation>
    </message>
    <message>
        <source>A batch of {batch:,} needs about {need} for what the layers put out, most of it in {place}, and {free} are free.</source>
        <translation>每批 {batch:,} 个样本时，各层输出约需 {need}，其中 {place} 最多；目前可用 {free}。</translation>
    </message>
    <message>
        <source>A batch of {batch_size} cannot be shared by {workers} processes.</source>
        <translation>{batch_size} 个样本的批次无法由 {workers} 个进程分担。</translation>
    </message>
    <message>
        <source>A block and an experiment file have to be named.</source>
        <translation>必须给出块的名称和实验文件。</translation>
    </message>
    <message>
        <source>A learning rate is a number above 0 and not above {most:g} (it is {given}).</source>
        <translation>学习率是大于 0 且不超过 {most:g} 的数（现在是 {given}）。</translation>
    </message>
    <message>
        <source>A line is like: train,17,cat,dog – or without a label for a sample that is left out.</source>
        <translation>一行的形式如：train,17,cat,dog——被排除的样本则不写标签。</translation>
    </message>
    <message>
        <source>A picture is bytes of the form (channels, height, width); this is {dtype} of the form {shape}.</source>
        <translation>图片应为（通道，高，宽）形状的字节；这里是形状为 {shape} 的 {dtype}。</translation>
    </message>
    <message>
        <source>A rise of at least 10 % over at least two epochs, with a training loss that goes on falling; here the rise is {rise} in {count} epochs.</source>
        <translation>判断依据：验证损失在至少两个轮次内上升 10 % 以上，而训练损失继续下降；这里在 {count} 个轮次内上升了 {rise}。</translation>
    </message>
    <message>
        <source>A search has {fewest} to {most:,} steps, not {steps:,}.</source>
        <translation>搜索的步数应为 {fewest} 到 {most:,}，而不是 {steps:,}。</translation>
    </message>
    <message>
        <source>A step does not fit: {reason}.</source>
        <translation>有一个步骤不匹配：{reason}。</translation>
    </message>
    <message>
        <source>A step makes something else of an image when others are beside it, and streamed, they are others.</source>
        <translation>某个步骤对一张图像的结果取决于与它同批的其他图像，而流式读取时同批的图像会不同。</translation>
    </message>
    <message>
        <source>A window of {window} with the stride {stride} does not go over an input of {sizes}.</source>
        <translation>大小为 {window}、步幅为 {stride} 的窗口无法扫过大小为 {sizes} 的输入。</translation>
    </message>
    <message>
        <source>Add --part test, which is counted, or --part train.</source>
        <translation>请加上 --part test（会被计数），或 --part train。</translation>
    </message>
    <message>
        <source>Add Dropout before the last layer</source>
        <translation>在最后一层之前加入 Dropout</translation>
    </message>
    <message>
        <source>Add FillMissing</source>
        <translation>添加 FillMissing</translation>
    </message>
    <message>
        <source>Add Flatten and Linear</source>
        <translation>添加 Flatten 和 Linear</translation>
    </message>
    <message>
        <source>Add Grayscale with 3 channels</source>
        <translation>添加 3 通道的 Grayscale</translation>
    </message>
    <message>
        <source>Add Linear {classes}</source>
        <translation>添加 Linear {classes}</translation>
    </message>
    <message>
        <source>Add Normalize as the weights want it</source>
        <translation>按权重的要求添加 Normalize</translation>
    </message>
    <message>
        <source>Add RandomAffine</source>
        <translation>加入 RandomAffine</translation>
    </message>
    <message>
        <source>Add Resize</source>
        <translation>添加 Resize</translation>
    </message>
    <message>
        <source>Add Standardize</source>
        <translation>添加 Standardize</translation>
    </message>
    <message>
        <source>Add a Resize after it: it does nothing in training, and everywhere else what is needed.</source>
        <translation>在其后加一个 Resize：训练时它不起作用，其他时候正好需要它。</translation>
    </message>
    <message>
        <source>Add a Resize to one height and width.</source>
        <translation>添加一个统一高和宽的 Resize。</translation>
    </message>
    <message>
        <source>Add a layer with weights, such as Linear.</source>
        <translation>请添加带权重的层，例如 Linear。</translation>
    </message>
    <message>
        <source>Add a small number, such as log(x + 0.001), or keep x away with clamp(x, 0.001, 1).</source>
        <translation>加上一个小数，例如 log(x + 0.001)，或用 clamp(x, 0.001, 1) 避开。</translation>
    </message>
    <message>
        <source>Add batch norm</source>
        <translation>加入批归一化</translation>
    </message>
    <message>
        <source>Add it, or use BCEWithLogitsLoss.</source>
        <translation>请添加它，或改用 BCEWithLogitsLoss。</translation>
    </message>
    <message>
        <source>Add it.</source>
        <translation>请添加。</translation>
    </message>
    <message>
        <source>Add one from the palette.</source>
        <translation>请从组件面板添加一层。</translation>
    </message>
    <message>
        <source>Add some first.</source>
        <translation>请先添加一些层。</translation>
    </message>
    <message>
        <source>Add {layer}</source>
        <translation>添加 {layer}</translation>
    </message>
    <message>
        <source>Add {step}</source>
        <translation>添加 {step}</translation>
    </message>
    <message>
        <source>After {steps} steps the loss is {loss}. That is what guessing among {classes} classes gives (ln {classes} = {chance}): nothing has been learned.</source>
        <translation>{steps} 步之后损失为 {loss}。这正是在 {classes} 个类别中瞎猜的结果（ln {classes} = {chance}）：什么都没学到。</translation>
    </message>
    <message>
        <source>An autoencoder has to give back numbers, but tokens are names.</source>
        <translation>自编码器要还原数值，而词元只是名称。</translation>
    </message>
    <message>
        <source>An autoencoder has to put out what goes in, {wanted}; this model puts out {shape}.</source>
        <translation>自编码器的输出必须与输入形状相同，即 {wanted}；此模型的输出是 {shape}。</translation>
    </message>
    <message>
        <source>An experiment file is a short text.</source>
        <translation>实验文件是一段简短的文本。</translation>
    </message>
    <message>
        <source>An image has 1 channel (grey) or 3 (colour), not {count}.</source>
        <translation>图像有 1 个通道（灰度）或 3 个通道（彩色），而不是 {count} 个。</translation>
    </message>
    <message>
        <source>An input of {shape} has the axes 1 to {last}; dims must name each of them once.</source>
        <translation>形状为 {shape} 的输入有轴 1 到 {last}；dims 必须把每个轴各写一次。</translation>
    </message>
    <message>
        <source>Annotate it with one of bool, int, float, str, Literal["a", "b"], tuple[int, ...], tuple[float, ...].</source>
        <translation>请标注为 bool、int、float、str、Literal["a", "b"]、tuple[int, ...] 或 tuple[float, ...]。</translation>
    </message>
    <message>
        <source>Another process has just trained in {path}.</source>
        <translation>另一个进程刚刚在 {path} 中训练过。</translation>
    </message>
    <message>
        <source>Ask for fewer.</source>
        <translation>请减少要求的次数。</translation>
    </message>
    <message>
        <source>Ask for more epochs (--epochs), or take an earlier checkpoint.</source>
        <translation>请要求更多轮数（--epochs），或选择更早的检查点。</translation>
    </message>
    <message>
        <source>Begin with a smaller rate; where that changes nothing, normalise the data.</source>
        <translation>请从更小的学习率开始；若没有变化，请对数据做归一化。</translation>
    </message>
    <message>
        <source>Begin with other weights.</source>
        <translation>请换用其他初始权重。</translation>
    </message>
    <message>
        <source>Begin without a file</source>
        <translation>不用文件作为起点</translation>
    </message>
    <message>
        <source>Below about {low} a network that begins from nothing mostly learns them by heart.</source>
        <translation>少于约 {low} 个时，从零开始的网络大多会死记硬背。</translation>
    </message>
    <message>
        <source>Below about {low} of each class a network that begins from nothing mostly learns them by heart.</source>
        <translation>每个类别少于约 {low} 个时，从零开始的网络大多会死记硬背。</translation>
    </message>
    <message>
        <source>Better on {better}, worse on {worse}: better, and hardly by chance (Wilcoxon's test: p = {p}).</source>
        <translation>{better} 个更好，{worse} 个更差：总体更好，且几乎不可能是偶然（Wilcoxon 检验：p = {p}）。</translation>
    </message>
    <message>
        <source>Better on {better}, worse on {worse}: this may be chance (Wilcoxon's test: p = {p}).</source>
        <translation>{better} 个更好，{worse} 个更差：这可能是偶然（Wilcoxon 检验：p = {p}）。</translation>
    </message>
    <message>
        <source>Better on {better}, worse on {worse}: worse, and hardly by chance (Wilcoxon's test: p = {p}).</source>
        <translation>{better} 个更好，{worse} 个更差：总体更差，且几乎不可能是偶然（Wilcoxon 检验：p = {p}）。</translation>
    </message>
    <message>
        <source>Both are right and wrong on the same samples.</source>
        <translation>两者对错的样本完全相同。</translation>
    </message>
    <message>
        <source>Both make the same errors.</source>
        <translation>两者的误差完全相同。</translation>
    </message>
    <message>
        <source>Bring it back, or check the rights; then go on with the run.</source>
        <translation>请恢复该文件或检查权限，然后继续训练。</translation>
    </message>
    <message>
        <source>Bring more of the rare classes, or draw every class equally often.</source>
        <translation>请补充稀少类别的样本，或让每个类别抽取得同样频繁。</translation>
    </message>
    <message>
        <source>Bring more samples, or changed ones (augmentation); or begin with a network that others have trained.</source>
        <translation>增加样本，或使用变化过的样本（数据增强）；或者从别人训练好的网络开始。</translation>
    </message>
    <message>
        <source>Bring the input to a common scale, put batch norm before it, or take ReLU.</source>
        <translation>把输入归一到同一尺度，在它之前加入批归一化，或改用 ReLU。</translation>
    </message>
    <message>
        <source>Bring the input to that shape in a second branch</source>
        <translation>用第二个分支把输入变成该形状</translation>
    </message>
    <message>
        <source>Bring the old data back, or train anew.</source>
        <translation>请恢复原来的数据，或重新训练。</translation>
    </message>
    <message>
        <source>By the spread of its answers in a batch, against the widest that the function can give; from 50 % on.</source>
        <translation>按其在一个批次中输出的离散程度与该函数所能达到的最大值相比来判断；从 50 % 起。</translation>
    </message>
    <message>
        <source>Call it x.</source>
        <translation>请把它命名为 x。</translation>
    </message>
    <message>
        <source>Check the name and the rights.</source>
        <translation>请检查名称和权限。</translation>
    </message>
    <message>
        <source>Check the rights and the room on the disk.</source>
        <translation>请检查权限和磁盘空间。</translation>
    </message>
    <message>
        <source>Check the rights of the folder, or choose another one for data.</source>
        <translation>请检查该文件夹的权限，或为数据另选一个文件夹。</translation>
    </message>
    <message>
        <source>Check the rights, and that there is room.</source>
        <translation>请检查权限以及剩余空间。</translation>
    </message>
    <message>
        <source>Check the rights.</source>
        <translation>请检查权限。</translation>
    </message>
    <message>
        <source>Choose a .npz file.</source>
        <translation>请选择 .npz 文件。</translation>
    </message>
    <message>
        <source>Choose a CSV file.</source>
        <translation>请选择一个 CSV 文件。</translation>
    </message>
    <message>
        <source>Choose a MultiheadAttention or a TransformerEncoderLayer.</source>
        <translation>请选择 MultiheadAttention 或 TransformerEncoderLayer。</translation>
    </message>
    <message>
        <source>Choose a convolution, a Linear or an Embedding.</source>
        <translation>请选择卷积、Linear 或 Embedding。</translation>
    </message>
    <message>
        <source>Choose a convolution, a pooling or a Linear.</source>
        <translation>请选择卷积、池化或 Linear。</translation>
    </message>
    <message>
        <source>Choose a convolution.</source>
        <translation>请选择一个卷积层。</translation>
    </message>
    <message>
        <source>Choose a file with a header and rows.</source>
        <translation>请选择有表头和数据行的文件。</translation>
    </message>
    <message>
        <source>Choose a file with rows.</source>
        <translation>请选择有数据行的文件。</translation>
    </message>
    <message>
        <source>Choose a folder that holds some ({endings}).</source>
        <translation>请选择含有图像的文件夹 ({endings})。</translation>
    </message>
    <message>
        <source>Choose a layout.</source>
        <translation>请选择 layout。</translation>
    </message>
    <message>
        <source>Choose a loss for numbers.</source>
        <translation>请选择用于数值的损失函数。</translation>
    </message>
    <message>
        <source>Choose a multiple.</source>
        <translation>请选择它的倍数。</translation>
    </message>
    <message>
        <source>Choose a number that divides both.</source>
        <translation>请选择能整除两者的数。</translation>
    </message>
    <message>
        <source>Choose a number that does.</source>
        <translation>请选择能整除的数。</translation>
    </message>
    <message>
        <source>Choose a target with at least two classes.</source>
        <translation>请选择至少有两个类别的目标。</translation>
    </message>
    <message>
        <source>Choose a window that is no larger than the input, and a stride no larger than the window.</source>
        <translation>请选择不大于输入的窗口，以及不大于窗口的步幅。</translation>
    </message>
    <message>
        <source>Choose another file, or set what stands between the cells.</source>
        <translation>请选择另一个文件，或设置单元格之间的分隔符。</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>请选择其他文件。</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>请选择其他文件夹。</translation>
    </message>
    <message>
        <source>Choose another layout.</source>
        <translation>请选择其他 layout。</translation>
    </message>
    <message>
        <source>Choose another method.</source>
        <translation>请选择其他方法。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>请换一个名称。</translation>
    </message>
    <message>
        <source>Choose another part.</source>
        <translation>请选择另一部分。</translation>
    </message>
    <message>
        <source>Choose another run.</source>
        <translation>请选择另一个运行。</translation>
    </message>
    <message>
        <source>Choose another, or none.</source>
        <translation>请另选一个，或者不选。</translation>
    </message>
    <message>
        <source>Choose another.</source>
        <translation>请换一个。</translation>
    </message>
    <message>
        <source>Choose auto</source>
        <translation>选择 auto</translation>
    </message>
    <message>
        <source>Choose its encoding.</source>
        <translation>请选择它的编码。</translation>
    </message>
    <message>
        <source>Choose one of them.</source>
        <translation>请选择其中之一。</translation>
    </message>
    <message>
        <source>Choose other texts.</source>
        <translation>请选择其他文本。</translation>
    </message>
    <message>
        <source>Choose others.</source>
        <translation>请选择其他图像。</translation>
    </message>
    <message>
        <source>Choose the CPU</source>
        <translation>选择 CPU</translation>
    </message>
    <message>
        <source>Choose the file of this network.</source>
        <translation>请选择这个网络的文件。</translation>
    </message>
    <message>
        <source>Choose the file that names images and labels.</source>
        <translation>请选择写有图像和标签的文件。</translation>
    </message>
    <message>
        <source>Choose the folder that holds one folder per class.</source>
        <translation>请选择每个类别一个子文件夹的文件夹。</translation>
    </message>
    <message>
        <source>Choose the folder that holds the images.</source>
        <translation>请选择存放图像的文件夹。</translation>
    </message>
    <message>
        <source>Choose the folder that “tensorboard --logdir” gets.</source>
        <translation>请选择交给“tensorboard --logdir”的那个文件夹。</translation>
    </message>
    <message>
        <source>Choose the layer around it.</source>
        <translation>请选择包含它的层。</translation>
    </message>
    <message>
        <source>Choose the training part or the test part.</source>
        <translation>请选择训练部分或测试部分。</translation>
    </message>
    <message>
        <source>Choose “auto”.</source>
        <translation>请选择“auto”。</translation>
    </message>
    <message>
        <source>Choose “cuda”, “cpu” or “auto”.</source>
        <translation>请选择“cuda”、“cpu”或“auto”。</translation>
    </message>
    <message>
        <source>Choose “{path}”</source>
        <translation>选择“{path}”</translation>
    </message>
    <message>
        <source>Clip the gradient (clip_grad_norm), use a smaller learning rate, or put a norm between the layers.</source>
        <translation>裁剪梯度（clip_grad_norm），减小学习率，或在层之间加入归一化。</translation>
    </message>
    <message>
        <source>Close other programs, or train in the workbench itself.</source>
        <translation>请关闭其他程序，或直接在工作台内训练。</translation>
    </message>
    <message>
        <source>Close this window, and choose “Predict files” again.</source>
        <translation>请关闭此窗口，再次选择“预测文件”。</translation>
    </message>
    <message>
        <source>Compare runs of the same data, seed and validation_fraction, or choose the test part.</source>
        <translation>请比较数据、seed 和 validation_fraction 都相同的运行，或选择测试部分。</translation>
    </message>
    <message>
        <source>Compared byte by byte: {share} of them. In tables the same row can stand for two different things, in images hardly.</source>
        <translation>逐字节比较：占 {share}。在表格中，同样的一行可以代表两个不同的事物，在图像中几乎不会。</translation>
    </message>
    <message>
        <source>Compared byte by byte: {share} of them. Two different photos are never the same to the last byte.</source>
        <translation>逐字节比较：占 {share}。两张不同的照片绝不会每个字节都相同。</translation>
    </message>
    <message>
        <source>Compute it with torch from both.</source>
        <translation>请用 torch 由输出和目标计算。</translation>
    </message>
    <message>
        <source>Convert it to uint8.</source>
        <translation>请转换为 uint8。</translation>
    </message>
    <message>
        <source>Curves tell something from the first whole epoch or {least} steps on.</source>
        <translation>曲线从第一个完整轮次或 {least} 步起才能说明问题。</translation>
    </message>
    <message>
        <source>Cut them into tokens.</source>
        <translation>请把它们切成词元。</translation>
    </message>
    <message>
        <source>Decoded images cannot be kept on the disk: {reason}.</source>
        <translation>解码后的图像无法保存到磁盘：{reason}。</translation>
    </message>
    <message>
        <source>Delete it, and it is downloaded again.</source>
        <translation>请删除它，程序会重新下载。</translation>
    </message>
    <message>
        <source>Delete its file.</source>
        <translation>请删除其文件。</translation>
    </message>
    <message>
        <source>Delete the folder {folder}, and it is downloaded again.</source>
        <translation>请删除文件夹 {folder}，程序会重新下载。</translation>
    </message>
    <message>
        <source>Did you mean {near}?</source>
        <translation>是否指 {near}？</translation>
    </message>
    <message>
        <source>Did you mean “{near}”?</source>
        <translation>您是指“{near}”吗？</translation>
    </message>
    <message>
        <source>Draw every class equally often</source>
        <translation>让每个类别抽取得同样频繁</translation>
    </message>
    <message>
        <source>Draw every class equally often, or weigh the classes in the loss; judge by the confusion matrix.</source>
        <translation>让每个类别被同样频繁地抽取，或在损失中给类别加权；用混淆矩阵来评判。</translation>
    </message>
    <message>
        <source>Each is given to the other class with at least the mean confidence of that class's own samples (confident learning): {share}. A weak model doubts right labels, too.</source>
        <translation>模型把它们判给另一类别的置信度，不低于该类别自身样本的平均置信度（置信学习）：{share}。弱的模型也会怀疑正确的标签。</translation>
    </message>
    <message>
        <source>Each process needs a GPU of its own; there are {gpus} for {processes}.</source>
        <translation>每个进程需要自己的 GPU；现有 {gpus} 个，而进程有 {processes} 个。</translation>
    </message>
    <message>
        <source>Epoch {epoch} was half gone, and its batches are others now: the branch goes on at the beginning of it.</source>
        <translation>第 {epoch} 轮已进行了一部分，而其批次现在不同了：分支从该轮的开头继续。</translation>
    </message>
    <message>
        <source>Everything that could learn is frozen.</source>
        <translation>所有能学习的部分都被冻结了。</translation>
    </message>
    <message>
        <source>Fill it in, or remove the line.</source>
        <translation>请填上，或删除该行。</translation>
    </message>
    <message>
        <source>Fill it in, or set missing to drop.</source>
        <translation>请补上，或把 missing 设为 drop。</translation>
    </message>
    <message>
        <source>Fill it in, or set missing to keep (an empty text) or to drop.</source>
        <translation>请填写，或把 missing 设为 keep（空文本）或 drop。</translation>
    </message>
    <message>
        <source>Fill it in: the run has no step FillMissing.</source>
        <translation>请填上：这次运行没有 FillMissing 步骤。</translation>
    </message>
    <message>
        <source>Fill them.</source>
        <translation>请填补它们。</translation>
    </message>
    <message>
        <source>Flatten before the Linear layers.</source>
        <translation>请在 Linear 层之前加 Flatten。</translation>
    </message>
    <message>
        <source>Flatten the image before the Linear layers.</source>
        <translation>请在 Linear 层之前展平图像。</translation>
    </message>
    <message>
        <source>Free some space, or choose another folder for data.</source>
        <translation>请腾出一些空间，或为数据另选一个文件夹。</translation>
    </message>
    <message>
        <source>From here on, the learning rate is what the new plan says for this place: {lr}.</source>
        <translation>从这里起，学习率为新计划在此处的值：{lr}。</translation>
    </message>
    <message>
        <source>From the last quarter of the layers to the first it falls by a factor of {factor}, since step {step} at the latest; up to about 10 is usual, from 100 on it is said.</source>
        <translation>从最后四分之一的层到最前四分之一的层，它缩小到 {factor} 分之一，最迟从第 {step} 步起；约 10 以内属正常，从 100 起才会指出。</translation>
    </message>
    <message>
        <source>From the second epoch on nothing has to be decoded.</source>
        <translation>从第二个轮次起无需再解码。</translation>
    </message>
    <message>
        <source>From three times on; a model that has understood has about the same loss on both.</source>
        <translation>从三倍起才会指出；真正理解了的模型在两者上的损失大致相同。</translation>
    </message>
    <message>
        <source>Give Grayscale 3 channels</source>
        <translation>让 Grayscale 输出 3 个通道</translation>
    </message>
    <message>
        <source>Give both the same folders.</source>
        <translation>请让两者包含相同的文件夹。</translation>
    </message>
    <message>
        <source>Give each text with --text, or name files: .txt with a text on each line, or .csv.</source>
        <translation>用 --text 给出每条文本，或指定文件：每行一条文本的 .txt，或 .csv。</translation>
    </message>
    <message>
        <source>Give it one; only in_channels and in_features of a layer follow from its input.</source>
        <translation>请给出默认值；只有层的 in_channels 和 in_features 由输入推得。</translation>
    </message>
    <message>
        <source>Give one of each per channel.</source>
        <translation>请为每个通道各给一个。</translation>
    </message>
    <message>
        <source>Give one weight per class.</source>
        <translation>请为每个类别给一个权重。</translation>
    </message>
    <message>
        <source>Give one weight per output.</source>
        <translation>请为每个输出各给一个权重。</translation>
    </message>
    <message>
        <source>Give them the same height and width: the same strides, and padding = “same” for convolutions.</source>
        <translation>让它们的高和宽相同：使用相同的步幅，卷积使用 padding = “same”。</translation>
    </message>
    <message>
        <source>Give your class another name.</source>
        <translation>请给你的类换个名称。</translation>
    </message>
    <message>
        <source>Give {channels} of each</source>
        <translation>各给 {channels} 个</translation>
    </message>
    <message>
        <source>Grad-CAM needs a layer with maps, and this model has none.</source>
        <translation>Grad-CAM 需要输出特征图的层，而此模型没有这样的层。</translation>
    </message>
    <message>
        <source>Half of the training texts have {half} tokens or more; they lose their end after {length}.</source>
        <translation>一半的训练文本有 {half} 个或更多词元；它们在第 {length} 个之后被截断。</translation>
    </message>
    <message>
        <source>How the axes of “{name}” in {path} stand does not follow from its shape, {shape}.</source>
        <translation>无法从形状 {shape} 看出 {path} 中“{name}”各轴的含义。</translation>
    </message>
    <message>
        <source>In every row of {path} something is missing.</source>
        <translation>{path} 的每一行都有缺失。</translation>
    </message>
    <message>
        <source>In every row of {path} the text or the label is missing.</source>
        <translation>{path} 的每一行都缺少文本或标签。</translation>
    </message>
    <message>
        <source>In the column {column}, sample {row} of the training part is {kind} after the input steps, in {at}.</source>
        <translation>在{at}，训练集第 {row} 个样本的“{column}”列经输入步骤后为 {kind}。</translation>
    </message>
    <message>
        <source>In the columns {names} numbers are missing; the model cannot work with gaps.</source>
        <translation>列 {names} 中有缺失的数；模型无法处理空缺。</translation>
    </message>
    <message>
        <source>In the last {count} epochs it fell by less than 1 % of all that it has fallen ({fallen}).</source>
        <translation>最近 {count} 个轮次的下降不到总下降量（{fallen}）的 1 %。</translation>
    </message>
    <message>
        <source>In {layer}, {share} of the units give 0 for every sample of a batch: they are dead, and learn nothing any more.</source>
        <translation>在 {layer} 中，{share} 的单元对一个批次的每个样本都输出 0：它们已死亡，不再学习。</translation>
    </message>
    <message>
        <source>In {path}, sample {row} of “{name}” has the label “{label}”, which the training part has not got.</source>
        <translation>{path} 中“{name}”的第 {row} 个样本标签为“{label}”，而训练部分没有这个标签。</translation>
    </message>
    <message>
        <source>In {path}, sample {row} of “{name}” holds a number that is not finite (NaN, infinity, or too large).</source>
        <translation>{path} 中“{name}”的第 {row} 个样本含有非有限的数（NaN、无穷大或过大）。</translation>
    </message>
    <message>
        <source>In {path}, the samples of “{test}” are {a}, those of “{name}” {b}.</source>
        <translation>{path} 中“{test}”的样本形状为 {a}，“{name}”的为 {b}。</translation>
    </message>
    <message>
        <source>In {path}, “{x}” has {n} samples, but “{y}” has {m}.</source>
        <translation>{path} 中“{x}”有 {n} 个样本，而“{y}”有 {m} 个。</translation>
    </message>
    <message>
        <source>Insert Flatten</source>
        <translation>插入 Flatten</translation>
    </message>
    <message>
        <source>Insert {layer}</source>
        <translation>插入 {layer}</translation>
    </message>
    <message>
        <source>Install it (pip install tensorboard), or switch tensorboard off.</source>
        <translation>请安装它（pip install tensorboard），或关闭 tensorboard。</translation>
    </message>
    <message>
        <source>It is the first layer for texts; remove it here.</source>
        <translation>它是处理文本的第一层；请在此处删除它。</translation>
    </message>
    <message>
        <source>It is too early: {steps} steps so far.</source>
        <translation>为时尚早：目前 {steps} 步。</translation>
    </message>
    <message>
        <source>It is {times} times as high as before any learning; from three times on that is no accident.</source>
        <translation>它是学习之前的 {times} 倍；从三倍起就不是偶然了。</translation>
    </message>
    <message>
        <source>Its first line has to be: part,index,label,given</source>
        <translation>第一行必须是：part,index,label,given</translation>
    </message>
    <message>
        <source>Its parts are {names}, and those within them.</source>
        <translation>它的部分有 {names}，以及它们内部的部分。</translation>
    </message>
    <message>
        <source>Its weights are in {path}.</source>
        <translation>其权重在 {path} 中。</translation>
    </message>
    <message>
        <source>Keep 10 % for validation</source>
        <translation>留出 10 % 作验证集</translation>
    </message>
    <message>
        <source>Keep a larger share for the test, or bring more of it.</source>
        <translation>请留出更大的测试比例，或补充该类别的样本。</translation>
    </message>
    <message>
        <source>Keep a share of the data for validation.</source>
        <translation>请留出一部分数据作验证集。</translation>
    </message>
    <message>
        <source>Keep a tenth or a fifth of the training samples.</source>
        <translation>留出十分之一或五分之一的训练样本。</translation>
    </message>
    <message>
        <source>Keep fewer of each text.</source>
        <translation>请让每条文本保留更少的词元。</translation>
    </message>
    <message>
        <source>Keep its lr, or choose another optimizer.</source>
        <translation>请保留它的 lr，或选择另一个优化器。</translation>
    </message>
    <message>
        <source>Keep more of them.</source>
        <translation>请保留更多词元。</translation>
    </message>
    <message>
        <source>Keep more samples for validation, and do not choose between models by less than the error.</source>
        <translation>为验证保留更多样本；不要凭小于误差的差别选择模型。</translation>
    </message>
    <message>
        <source>Keep more samples for validation, and do not choose between models by less than {twice}.</source>
        <translation>为验证留出更多样本；差距小于 {twice} 时不要据此选择模型。</translation>
    </message>
    <message>
        <source>Keep one of the two.</source>
        <translation>保留其中一个。</translation>
    </message>
    <message>
        <source>Keep one of them.</source>
        <translation>请只保留其中一个。</translation>
    </message>
    <message>
        <source>Keep the first</source>
        <translation>保留第一个</translation>
    </message>
    <message>
        <source>Keep the line that is right.</source>
        <translation>请保留正确的那一行。</translation>
    </message>
    <message>
        <source>Keep the one that is right.</source>
        <translation>请保留正确的那个。</translation>
    </message>
    <message>
        <source>Keep the rows, or leave out columns.</source>
        <translation>请保留这些行，或去掉一些列。</translation>
    </message>
    <message>
        <source>Keep {share} for validation</source>
        <translation>为验证留出 {share}</translation>
    </message>
    <message>
        <source>LBFGS keeps one row for all weights, and some are others now</source>
        <translation>LBFGS 把所有权重记成一行，而其中一些现在不同了</translation>
    </message>
    <message>
        <source>Lay out all axes</source>
        <translation>展平所有轴</translation>
    </message>
    <message>
        <source>Leave --to out.</source>
        <translation>请去掉 --to。</translation>
    </message>
    <message>
        <source>Leave it out.</source>
        <translation>请去掉它。</translation>
    </message>
    <message>
        <source>Leave one of the two out.</source>
        <translation>请去掉其中之一。</translation>
    </message>
    <message>
        <source>Leave out fewer columns.</source>
        <translation>请少去掉几列。</translation>
    </message>
    <message>
        <source>Leave out the last batch.</source>
        <translation>请舍弃最后一批。</translation>
    </message>
    <message>
        <source>Leave the last batch out (drop_last), or choose another batch size.</source>
        <translation>丢弃最后一个批次（drop_last），或选择别的批次大小。</translation>
    </message>
    <message>
        <source>Leave the sample out</source>
        <translation>排除该样本</translation>
    </message>
    <message>
        <source>Leave the sample out, or take the correction back.</source>
        <translation>排除该样本，或撤回这处更正。</translation>
    </message>
    <message>
        <source>Let all of it learn</source>
        <translation>让整个网络参与学习</translation>
    </message>
    <message>
        <source>Let at least one layer learn.</source>
        <translation>请至少让一层参与学习。</translation>
    </message>
    <message>
        <source>Let base_lr be the smaller one.</source>
        <translation>请让 base_lr 是较小的那个。</translation>
    </message>
    <message>
        <source>Let forward end with .mean().</source>
        <translation>请让 forward 以 .mean() 结尾。</translation>
    </message>
    <message>
        <source>Let image_size begin with 1 or 3.</source>
        <translation>请让 image_size 以 1 或 3 开头。</translation>
    </message>
    <message>
        <source>Let it train.</source>
        <translation>让它继续训练。</translation>
    </message>
    <message>
        <source>Let its name begin with a capital letter.</source>
        <translation>请让名称以大写字母开头。</translation>
    </message>
    <message>
        <source>Let start_dim be the smaller one.</source>
        <translation>请让 start_dim 较小。</translation>
    </message>
    <message>
        <source>Let the last layers lead back to that shape.</source>
        <translation>请让最后几层恢复到该形状。</translation>
    </message>
    <message>
        <source>Let their product be {size}.</source>
        <translation>请让它们的乘积为 {size}。</translation>
    </message>
    <message>
        <source>Let what comes out inside have the shape of what goes in</source>
        <translation>让内部输出的形状与输入相同</translation>
    </message>
    <message>
        <source>Let {layer} learn</source>
        <translation>让 {layer} 参与学习</translation>
    </message>
    <message>
        <source>Line {line} of the list cannot be read: {reason}.</source>
        <translation>列表第 {line} 行无法读取：{reason}。</translation>
    </message>
    <message>
        <source>Line {line} of the list is no correction: {reason}.</source>
        <translation>列表第 {line} 行不是更正：{reason}。</translation>
    </message>
    <message>
        <source>Look at samples and labels side by side: do they belong together (shuffled labels), is there anything to see after the input steps? Then try the model on few samples: it should learn 20 of them by heart.</source>
        <translation>把样本和标签并排查看：它们对得上吗（标签被打乱）？经过输入步骤之后还看得见东西吗？然后用很少的样本试模型：它应当能记住其中 20 个。</translation>
    </message>
    <message>
        <source>Look at the outputs of its layers.</source>
        <translation>请查看各层的输出。</translation>
    </message>
    <message>
        <source>Look at the run of a model that puts pictures into classes; “workbench predict” takes the others.</source>
        <translation>请查看一个对图片分类的模型的运行；其他的可用“workbench predict”。</translation>
    </message>
    <message>
        <source>Look at the samples and at the steps that prepare them.</source>
        <translation>请检查样本以及处理样本的步骤。</translation>
    </message>
    <message>
        <source>Look at the samples that the model gets wrong: figures alone do not show what is in them.</source>
        <translation>查看模型答错的样本：单凭数字看不出其中的内容。</translation>
    </message>
    <message>
        <source>Look at the strip under the transforms.</source>
        <translation>请查看变换下方的图像条。</translation>
    </message>
    <message>
        <source>Look at the wrong test samples: what do they have that the training samples lack? Bring samples of that kind.</source>
        <translation>查看答错的测试样本：它们有什么是训练样本所没有的？补充这类样本。</translation>
    </message>
    <message>
        <source>Look at them, and mend the labels that are wrong.</source>
        <translation>查看它们，改正错误的标签。</translation>
    </message>
    <message>
        <source>Look at this column and at the steps that prepare it.</source>
        <translation>请检查该列以及处理它的步骤。</translation>
    </message>
    <message>
        <source>Look at this sample and at the steps that prepare it.</source>
        <translation>请检查该样本以及处理它的步骤。</translation>
    </message>
    <message>
        <source>Look for numbers in it that are far too large.</source>
        <translation>请检查该列中是否有过大的数值。</translation>
    </message>
    <message>
        <source>Look whether labels and samples belong together: a file that was sorted anew, a column that slipped, labels that were shuffled. The model is not to blame.</source>
        <translation>检查标签与样本是否对应：文件被重新排序、列错位、标签被打乱。问题不在模型。</translation>
    </message>
    <message>
        <source>Looked at: losses of {told} steps and {epochs} epochs, {measured} measurements of the layers, {counts} class counts, {compared} samples compared between the parts.</source>
        <translation>查看了：{told} 步和 {epochs} 个轮次的损失、各层的 {measured} 次测量、{counts} 个类别计数、在各部分之间比较的 {compared} 个样本。</translation>
    </message>
    <message>
        <source>Lower the learning rate here, by hand or with a schedule; when that does not help, the model is at its end: make it larger.</source>
        <translation>在此处降低学习率，手动或用调度器；若无帮助，模型已到极限：把它做大。</translation>
    </message>
    <message>
        <source>Make it 3 channels.</source>
        <translation>请变为 3 个通道。</translation>
    </message>
    <message>
        <source>Make it first.</source>
        <translation>请先创建它。</translation>
    </message>
    <message>
        <source>Make it smaller.</source>
        <translation>请将其减小。</translation>
    </message>
    <message>
        <source>Make one folder per class and put its images into it.</source>
        <translation>请为每个类别建一个文件夹，并放入该类别的图像。</translation>
    </message>
    <message>
        <source>Make room or check the rights; what was saved before is whole.</source>
        <translation>请腾出空间或检查权限；之前保存的内容完好。</translation>
    </message>
    <message>
        <source>Make the files smaller, or use fewer.</source>
        <translation>请缩小文件，或减少文件数量。</translation>
    </message>
    <message>
        <source>Make the images smaller with Resize.</source>
        <translation>请用 Resize 缩小图像。</translation>
    </message>
    <message>
        <source>Make the layers smaller, or take an optimizer that keeps less, such as SGD.</source>
        <translation>请缩小各层，或选用保存状态较少的优化器，例如 SGD。</translation>
    </message>
    <message>
        <source>Make the layers smaller.</source>
        <translation>请缩小各层。</translation>
    </message>
    <message>
        <source>Make the layers twice as wide</source>
        <translation>把各层加宽一倍</translation>
    </message>
    <message>
        <source>Make the list shorter.</source>
        <translation>请缩短列表。</translation>
    </message>
    <message>
        <source>Make the samples smaller, or use fewer.</source>
        <translation>请缩小样本，或减少样本数量。</translation>
    </message>
    <message>
        <source>Make them alike, or put them side by side.</source>
        <translation>使它们相同，或者改为拼接。</translation>
    </message>
    <message>
        <source>Make this layer smaller; it has most of them.</source>
        <translation>请缩小这一层；它的参数最多。</translation>
    </message>
    <message>
        <source>Measured on a batch, since step {step}; layers with {least} or more dead units: {count}. Single units are nothing to worry about.</source>
        <translation>在一个批次上测得，从第 {step} 步起；死亡单元达到 {least} 或更多的层：{count}。个别单元不必担心。</translation>
    </message>
    <message>
        <source>Mend it, or remove it.</source>
        <translation>请修正或删除它。</translation>
    </message>
    <message>
        <source>Mend or remove it.</source>
        <translation>请改正或删除它。</translation>
    </message>
    <message>
        <source>Mend that line.</source>
        <translation>请修正该行。</translation>
    </message>
    <message>
        <source>Mend the cell, or name the column under categories.</source>
        <translation>请改正该单元格，或把该列写进 categories。</translation>
    </message>
    <message>
        <source>Mend the cell.</source>
        <translation>请改正该单元格。</translation>
    </message>
    <message>
        <source>Mend the file, then allow it again.</source>
        <translation>请修正文件，然后重新允许。</translation>
    </message>
    <message>
        <source>Mend the file.</source>
        <translation>请修正文件。</translation>
    </message>
    <message>
        <source>Mend the label, or leave it empty.</source>
        <translation>请改正标签，或留空。</translation>
    </message>
    <message>
        <source>Mend the label.</source>
        <translation>请改正该标签。</translation>
    </message>
    <message>
        <source>Mend the labels.</source>
        <translation>请修正标签。</translation>
    </message>
    <message>
        <source>Mend the line.</source>
        <translation>请改正该行。</translation>
    </message>
    <message>
        <source>Mend the name.</source>
        <translation>请改正该名称。</translation>
    </message>
    <message>
        <source>Mend these first.</source>
        <translation>请先修正这些问题。</translation>
    </message>
    <message>
        <source>Move it before Flatten</source>
        <translation>移到 Flatten 之前</translation>
    </message>
    <message>
        <source>Move it to the end.</source>
        <translation>把它移到最后。</translation>
    </message>
    <message>
        <source>Move it to where the shape fits, or remove it</source>
        <translation>请移到形状匹配的位置，或将其移除</translation>
    </message>
    <message>
        <source>Move {step} to the end</source>
        <translation>把 {step} 移到最后</translation>
    </message>
    <message>
        <source>MultiheadAttention and TransformerEncoderLayer do.</source>
        <translation>MultiheadAttention 和 TransformerEncoderLayer 才有注意力。</translation>
    </message>
    <message>
        <source>Name .npy or .npz files.</source>
        <translation>请给出 .npy 或 .npz 文件。</translation>
    </message>
    <message>
        <source>Name CSV files with the columns of the run, or .npy files.</source>
        <translation>请给出含有这次运行各列的 CSV 文件，或 .npy 文件。</translation>
    </message>
    <message>
        <source>Name a .png file.</source>
        <translation>请给出一个 .png 文件。</translation>
    </message>
    <message>
        <source>Name a class.</source>
        <translation>请写一个类名。</translation>
    </message>
    <message>
        <source>Name a file.</source>
        <translation>请指定一个文件。</translation>
    </message>
    <message>
        <source>Name a folder that is there.</source>
        <translation>请给出一个已有的文件夹。</translation>
    </message>
    <message>
        <source>Name a folder that “workbench train” made.</source>
        <translation>请指定由“workbench train”创建的文件夹。</translation>
    </message>
    <message>
        <source>Name a folder, or a {ending} file.</source>
        <translation>请指定一个文件夹或 {ending} 文件。</translation>
    </message>
    <message>
        <source>Name a folder.</source>
        <translation>请指定一个文件夹。</translation>
    </message>
    <message>
        <source>Name a number from 0 for each axis.</source>
        <translation>请为每个轴指定一个从 0 开始的数。</translation>
    </message>
    <message>
        <source>Name an image file.</source>
        <translation>请指定图像文件。</translation>
    </message>
    <message>
        <source>Name another column for the text or for the label.</source>
        <translation>请为文本或标签指定另一列。</translation>
    </message>
    <message>
        <source>Name another column.</source>
        <translation>请指定其他列。</translation>
    </message>
    <message>
        <source>Name another file.</source>
        <translation>请换一个文件。</translation>
    </message>
    <message>
        <source>Name another folder, or add --force.</source>
        <translation>请指定其他文件夹，或加上 --force。</translation>
    </message>
    <message>
        <source>Name another folder.</source>
        <translation>请另选一个文件夹。</translation>
    </message>
    <message>
        <source>Name another with --out.</source>
        <translation>请用 --out 指定其他文件夹。</translation>
    </message>
    <message>
        <source>Name another, or add --force.</source>
        <translation>请指定其他名称，或加上 --force。</translation>
    </message>
    <message>
        <source>Name another.</source>
        <translation>请换一个。</translation>
    </message>
    <message>
        <source>Name both x_test and y_test, or neither.</source>
        <translation>请同时指定 x_test 和 y_test，或都不指定。</translation>
    </message>
    <message>
        <source>Name each of them, with type and default.</source>
        <translation>请逐一写明名称、类型和默认值。</translation>
    </message>
    <message>
        <source>Name fewer columns for the text.</source>
        <translation>请为文本少指定几列。</translation>
    </message>
    <message>
        <source>Name files, or give each text with --text.</source>
        <translation>请给出文件，或用 --text 给出每段文本。</translation>
    </message>
    <message>
        <source>Name files, texts with --text, or samples of the data with --sample test:0.</source>
        <translation>请指定文件、用 --text 给出文本，或用 --sample test:0 指定数据中的样本。</translation>
    </message>
    <message>
        <source>Name image files.</source>
        <translation>请给出图片文件。</translation>
    </message>
    <message>
        <source>Name it under ignore: nothing can be learned from it.</source>
        <translation>请把它写进 ignore：从中学不到东西。</translation>
    </message>
    <message>
        <source>Name more epochs.</source>
        <translation>请指定更多轮次。</translation>
    </message>
    <message>
        <source>Name one of them.</source>
        <translation>请指定其中之一。</translation>
    </message>
    <message>
        <source>Name one of these two.</source>
        <translation>请使用这两种扩展名之一。</translation>
    </message>
    <message>
        <source>Name one of those that are listed.</source>
        <translation>请指定列表中的某一个。</translation>
    </message>
    <message>
        <source>Name one target, or set task to numbers.</source>
        <translation>请只写一个目标，或把 task 设为 numbers。</translation>
    </message>
    <message>
        <source>Name one with files that end in {endings}.</source>
        <translation>请指定一个含有以 {endings} 结尾的文件的文件夹。</translation>
    </message>
    <message>
        <source>Name other columns.</source>
        <translation>请指定其他列。</translation>
    </message>
    <message>
        <source>Name the steering.jsonl of a run folder.</source>
        <translation>请指定某个训练文件夹中的 steering.jsonl。</translation>
    </message>
    <message>
        <source>Name their folder, or train once: that downloads them.</source>
        <translation>请指定数据所在的文件夹，或训练一次：训练时会下载数据。</translation>
    </message>
    <message>
        <source>Name them all.</source>
        <translation>请把它们都写上。</translation>
    </message>
    <message>
        <source>Name them under x and y.</source>
        <translation>请在 x 和 y 中写出它们的名称。</translation>
    </message>
    <message>
        <source>Nesterov needs a momentum and no dampening.</source>
        <translation>Nesterov 需要 momentum，且不能有 dampening。</translation>
    </message>
    <message>
        <source>No file is chosen.</source>
        <translation>没有选择文件。</translation>
    </message>
    <message>
        <source>No folder is chosen.</source>
        <translation>尚未选择文件夹。</translation>
    </message>
    <message>
        <source>No layer of this model takes over weights from {path}: none is of the same type and size at its place.</source>
        <translation>此模型没有任何层能接收 {path} 的权重：相应位置上没有同类型、同大小的层。</translation>
    </message>
    <message>
        <source>No samples are kept for validation: nobody sees whether the model learns by heart.</source>
        <translation>没有为验证留出样本：看不出模型是否在死记硬背。</translation>
    </message>
    <message>
        <source>None of the training images of the class “{name}” can be read.</source>
        <translation>类别“{name}”的训练图像都无法读取。</translation>
    </message>
    <message>
        <source>None of the {count} training images can be read.</source>
        <translation>{count} 张训练图像都无法读取。</translation>
    </message>
    <message>
        <source>Normalise as the weights want it</source>
        <translation>按权重的要求归一化</translation>
    </message>
    <message>
        <source>Normalise them so.</source>
        <translation>请按此归一化。</translation>
    </message>
    <message>
        <source>Nothing can be branched off {path}: every checkpoint in it is damaged.</source>
        <translation>无法从 {path} 分支：其中的检查点全部已损坏。</translation>
    </message>
    <message>
        <source>Nothing can be learned from what is no number, so the run has ended.</source>
        <translation>从不是数的东西学不到任何东西，因此运行已结束。</translation>
    </message>
    <message>
        <source>Nothing in {path} fits {layer}: no tensor has its name and shape.</source>
        <translation>{path} 中没有任何内容适合 {layer}：没有张量的名称和形状与之相符。</translation>
    </message>
    <message>
        <source>Nothing is amiss in {epochs} epochs and {steps} steps.</source>
        <translation>{epochs} 个轮次、{steps} 步，一切正常。</translation>
    </message>
    <message>
        <source>Nothing is amiss in {steps} steps.</source>
        <translation>{steps} 步，一切正常。</translation>
    </message>
    <message>
        <source>Nothing more is written for TensorBoard: {reason}.</source>
        <translation>不再为 TensorBoard 写入任何内容：{reason}。</translation>
    </message>
    <message>
        <source>Of {count} decoded images, {fitting} fit into what the cache may take of the disk.</source>
        <translation>{count} 张解码后的图像中，有 {fitting} 张放得进缓存可占用的磁盘空间。</translation>
    </message>
    <message>
        <source>Only occlusion can say what its answer hangs on.</source>
        <translation>只有遮挡法能说明其答案取决于什么。</translation>
    </message>
    <message>
        <source>Only one column can be the class; here are {count}.</source>
        <translation>只能有一列是类别；这里有 {count} 列。</translation>
    </message>
    <message>
        <source>Open an experiment file (.toml).</source>
        <translation>请打开实验文件 (.toml)。</translation>
    </message>
    <message>
        <source>Pad the convolutions inside, so that the size stays</source>
        <translation>给内部的卷积加填充，使大小保持不变</translation>
    </message>
    <message>
        <source>Predict the label</source>
        <translation>预测标签</translation>
    </message>
    <message>
        <source>Predict the label.</source>
        <translation>请预测标签。</translation>
    </message>
    <message>
        <source>Process {number} of {size} has died: {why}.</source>
        <translation>第 {number} 个进程（共 {size} 个）已终止：{why}。</translation>
    </message>
    <message>
        <source>Put a Conv2d with 3 channels before it</source>
        <translation>在它之前放一个 3 通道的 Conv2d</translation>
    </message>
    <message>
        <source>Put a comma between the two.</source>
        <translation>请在两者之间加逗号。</translation>
    </message>
    <message>
        <source>Put an Embedding before it, which learns what each token means.</source>
        <translation>请在它前面放一个 Embedding，它会学习每个词元的含义。</translation>
    </message>
    <message>
        <source>Put batch norm between the layers, add residual connections, or begin with other weights (init).</source>
        <translation>在层之间加入批归一化，加入残差连接，或换用别的初始权重（init）。</translation>
    </message>
    <message>
        <source>Put images into it ({endings}), or remove the folder.</source>
        <translation>请放入图像 ({endings})，或移除该文件夹。</translation>
    </message>
    <message>
        <source>Put it into {folder}.</source>
        <translation>请把它放进 {folder}。</translation>
    </message>
    <message>
        <source>Put some in, or remove it.</source>
        <translation>放入一些层，或将其移除。</translation>
    </message>
    <message>
        <source>Put the data of the run back, or train anew.</source>
        <translation>请放回该运行的数据，或重新训练。</translation>
    </message>
    <message>
        <source>Put the old ones back, or train anew.</source>
        <translation>请放回原来的数据，或重新训练。</translation>
    </message>
    <message>
        <source>Put them side by side</source>
        <translation>改为拼接</translation>
    </message>
    <message>
        <source>PyTorch cannot be loaded: {reason}.</source>
        <translation>无法加载 PyTorch：{reason}。</translation>
    </message>
    <message>
        <source>PyTorch says: {error}</source>
        <translation>PyTorch 的提示：{error}</translation>
    </message>
    <message>
        <source>Read it again.</source>
        <translation>请重新阅读。</translation>
    </message>
    <message>
        <source>Read the image row by row</source>
        <translation>逐行读取图像</translation>
    </message>
    <message>
        <source>Remove Normalize.</source>
        <translation>请移除 Normalize。</translation>
    </message>
    <message>
        <source>Remove ReLU</source>
        <translation>移除 ReLU</translation>
    </message>
    <message>
        <source>Remove it if it is none.</source>
        <translation>如果它不是类别，请移除。</translation>
    </message>
    <message>
        <source>Remove it if it shows nothing.</source>
        <translation>如果它什么也没有，请移除。</translation>
    </message>
    <message>
        <source>Remove it, or mend its spelling.</source>
        <translation>请移除，或修正拼写。</translation>
    </message>
    <message>
        <source>Remove it.</source>
        <translation>请移除。</translation>
    </message>
    <message>
        <source>Remove one of them; a test of what was learned by heart says nothing.</source>
        <translation>请移除其中一个；用背下来的内容做测试说明不了什么。</translation>
    </message>
    <message>
        <source>Remove or replace the file, or set damaged = “skip”.</source>
        <translation>请移除或替换该文件，或设置 damaged = “skip”。</translation>
    </message>
    <message>
        <source>Remove the link.</source>
        <translation>请移除该链接。</translation>
    </message>
    <message>
        <source>Remove the repeated rows.</source>
        <translation>请删除重复的行。</translation>
    </message>
    <message>
        <source>Remove the second Tokenize.</source>
        <translation>请删除第二个 Tokenize。</translation>
    </message>
    <message>
        <source>Remove the weights</source>
        <translation>移除权重</translation>
    </message>
    <message>
        <source>Remove them from one of the two; “Check the files” lists them.</source>
        <translation>从其中一方移除它们；“检查文件”会列出它们。</translation>
    </message>
    <message>
        <source>Remove them if they label nothing.</source>
        <translation>如果它们不标注任何图像，请移除。</translation>
    </message>
    <message>
        <source>Remove {layer}</source>
        <translation>移除 {layer}</translation>
    </message>
    <message>
        <source>Remove {layer}.</source>
        <translation>请移除 {layer}。</translation>
    </message>
    <message>
        <source>Remove {step}</source>
        <translation>移除 {step}</translation>
    </message>
    <message>
        <source>Rename it, as my_layers.py.</source>
        <translation>请改名，例如 my_layers.py。</translation>
    </message>
    <message>
        <source>Rename one.</source>
        <translation>请给其中一列改名。</translation>
    </message>
    <message>
        <source>Replace it by {layer}</source>
        <translation>替换为 {layer}</translation>
    </message>
    <message>
        <source>Replace it by {twin}</source>
        <translation>替换为 {twin}</translation>
    </message>
    <message>
        <source>Replace them, or leave out the class.</source>
        <translation>请替换它们，或去掉该类别。</translation>
    </message>
    <message>
        <source>Replace {old} by {new}</source>
        <translation>把 {old} 换成 {new}</translation>
    </message>
    <message>
        <source>Resize the images, or set image_size.</source>
        <translation>请缩放图像，或设置 image_size。</translation>
    </message>
    <message>
        <source>Resize the images.</source>
        <translation>请缩放图像。</translation>
    </message>
    <message>
        <source>Resize them to one height and width.</source>
        <translation>请用 Resize 统一高和宽。</translation>
    </message>
    <message>
        <source>Resize to {n} × {n}</source>
        <translation>缩放到 {n} × {n}</translation>
    </message>
    <message>
        <source>Resume the run: it goes on from its last checkpoint.</source>
        <translation>请恢复训练：它会从最后一个检查点继续。</translation>
    </message>
    <message>
        <source>Rprop does not look at the learning rate after its first step.</source>
        <translation>Rprop 在第一步之后不再使用学习率。</translation>
    </message>
    <message>
        <source>Rprop looks at its learning rate in its first step alone</source>
        <translation>Rprop 只在第一步查看学习率</translation>
    </message>
    <message>
        <source>Sample {row} of the training part holds {kind} after the input steps, in {at}.</source>
        <translation>在{at}，训练集第 {row} 个样本经输入步骤后含有 {kind}。</translation>
    </message>
    <message>
        <source>Save as many of one as of the other.</source>
        <translation>请保存数量相同的两者。</translation>
    </message>
    <message>
        <source>Save at least two classes.</source>
        <translation>请至少保存两个类别。</translation>
    </message>
    <message>
        <source>Save both alike.</source>
        <translation>请将两者保存成相同的形状。</translation>
    </message>
    <message>
        <source>Save both in one file: numpy.savez(path, x=x, y=y).</source>
        <translation>请将两者存入同一文件：numpy.savez(path, x=x, y=y)。</translation>
    </message>
    <message>
        <source>Save fewer samples, or smaller numbers (uint8).</source>
        <translation>请保存更少的样本，或更小的数类型 (uint8)。</translation>
    </message>
    <message>
        <source>Save it again: numpy.savez(path, x=x, y=y).</source>
        <translation>请重新保存：numpy.savez(path, x=x, y=y)。</translation>
    </message>
    <message>
        <source>Save it as CSV in UTF-8.</source>
        <translation>请另存为 UTF-8 编码的 CSV。</translation>
    </message>
    <message>
        <source>Save it as CSV.</source>
        <translation>请另存为 CSV。</translation>
    </message>
    <message>
        <source>Save it as UTF-8.</source>
        <translation>请保存为 UTF-8。</translation>
    </message>
    <message>
        <source>Save it with samples in it.</source>
        <translation>请保存含有样本的数组。</translation>
    </message>
    <message>
        <source>Save numbers.</source>
        <translation>请保存数值。</translation>
    </message>
    <message>
        <source>Save one label a sample (N), one-hot rows (N × classes), or numbers to predict (N × outputs).</source>
        <translation>请为每个样本保存一个标签 (N)、独热行 (N × 类别数)，或要预测的数值 (N × 输出数)。</translation>
    </message>
    <message>
        <source>Save plain numbers.</source>
        <translation>请保存普通数值。</translation>
    </message>
    <message>
        <source>Save plain numbers: x.astype(float).</source>
        <translation>请保存普通数值：x.astype(float)。</translation>
    </message>
    <message>
        <source>Save samples of that form, one after the other.</source>
        <translation>请把这种形状的样本依次保存。</translation>
    </message>
    <message>
        <source>Save them as bytes (0 to 255), or as numbers from 0 to 1.</source>
        <translation>请保存为字节（0 到 255），或 0 到 1 的数。</translation>
    </message>
    <message>
        <source>Save them with numpy.save(path, x): .npy.</source>
        <translation>请用 numpy.save(path, x) 保存为 .npy。</translation>
    </message>
    <message>
        <source>Say in a sentence what it does.</source>
        <translation>请用一句话说明它的作用。</translation>
    </message>
    <message>
        <source>Say where they are with --data-dir.</source>
        <translation>请用 --data-dir 指明它们的位置。</translation>
    </message>
    <message>
        <source>Say where to write it: --to PATH.png.</source>
        <translation>请说明写到哪里：--to PATH.png。</translation>
    </message>
    <message>
        <source>Schedule ReduceLROnPlateau</source>
        <translation>使用 ReduceLROnPlateau 调度</translation>
    </message>
    <message>
        <source>See “workbench weights FILE EXPERIMENT” for all of them.</source>
        <translation>用“workbench weights FILE EXPERIMENT”可查看全部。</translation>
    </message>
    <message>
        <source>Set a smaller shorter_side.</source>
        <translation>请把 shorter_side 设得更小。</translation>
    </message>
    <message>
        <source>Set batch_size to 64</source>
        <translation>将 batch_size 设为 64</translation>
    </message>
    <message>
        <source>Set batch_size to {size}</source>
        <translation>将 batch_size 设为 {size}</translation>
    </message>
    <message>
        <source>Set clip_grad_norm to 1</source>
        <translation>将 clip_grad_norm 设为 1</translation>
    </message>
    <message>
        <source>Set drop_last</source>
        <translation>启用 drop_last</translation>
    </message>
    <message>
        <source>Set early_stopping to {epochs}</source>
        <translation>把 early_stopping 设为 {epochs}</translation>
    </message>
    <message>
        <source>Set epochs to {epochs}</source>
        <translation>把 epochs 设为 {epochs}</translation>
    </message>
    <message>
        <source>Set foreach to none</source>
        <translation>将 foreach 设为 none</translation>
    </message>
    <message>
        <source>Set groups to 1</source>
        <translation>将 groups 设为 1</translation>
    </message>
    <message>
        <source>Set ignore_index to -100</source>
        <translation>把 ignore_index 设为 -100</translation>
    </message>
    <message>
        <source>Set image_size to {side}</source>
        <translation>将 image_size 设为 {side}</translation>
    </message>
    <message>
        <source>Set it to -100.</source>
        <translation>把它设为 -100。</translation>
    </message>
    <message>
        <source>Set it to 0.</source>
        <translation>请把它设为 0。</translation>
    </message>
    <message>
        <source>Set it to 64.</source>
        <translation>请设为 64。</translation>
    </message>
    <message>
        <source>Set it to {good}</source>
        <translation>设为 {good}</translation>
    </message>
    <message>
        <source>Set it to {half} or less.</source>
        <translation>请设为 {half} 或更小。</translation>
    </message>
    <message>
        <source>Set it to “{near}”</source>
        <translation>改为“{near}”</translation>
    </message>
    <message>
        <source>Set kernel_size to {value}</source>
        <translation>将 kernel_size 设为 {value}</translation>
    </message>
    <message>
        <source>Set lr to {lr}</source>
        <translation>将 lr 设为 {lr}</translation>
    </message>
    <message>
        <source>Set lr_scale to 1</source>
        <translation>将 lr_scale 设为 1</translation>
    </message>
    <message>
        <source>Set lr_scale to 1, or choose another optimizer.</source>
        <translation>将 lr_scale 设为 1，或选择其他优化器。</translation>
    </message>
    <message>
        <source>Set memory = “auto”.</source>
        <translation>请设置 memory = “auto”。</translation>
    </message>
    <message>
        <source>Set memory = “memory”, or let the step take each image for itself.</source>
        <translation>请设置 memory = “memory”，或让该步骤单独处理每张图像。</translation>
    </message>
    <message>
        <source>Set missing to keep (and add FillMissing) or to drop, or leave the column out.</source>
        <translation>请把 missing 设为 keep（并添加 FillMissing）或 drop，或去掉该列。</translation>
    </message>
    <message>
        <source>Set momentum to 0.9</source>
        <translation>将 momentum 设为 0.9</translation>
    </message>
    <message>
        <source>Set momentum to 0.9.</source>
        <translation>请将 momentum 设为 0.9。</translation>
    </message>
    <message>
        <source>Set one of them to none.</source>
        <translation>请将其中一个设为 none。</translation>
    </message>
    <message>
        <source>Set out_features to {classes}</source>
        <translation>将 out_features 设为 {classes}</translation>
    </message>
    <message>
        <source>Set padding to {half}</source>
        <translation>将 padding 设为 {half}</translation>
    </message>
    <message>
        <source>Set padding_mode to zeros</source>
        <translation>将 padding_mode 设为 zeros</translation>
    </message>
    <message>
        <source>Set root to the folder that the names are relative to, or set damaged = “skip”.</source>
        <translation>请将 root 设为文件名所相对的文件夹，或设 damaged = “skip”。</translation>
    </message>
    <message>
        <source>Set stride to 1</source>
        <translation>将 stride 设为 1</translation>
    </message>
    <message>
        <source>Set task to classes.</source>
        <translation>请将 task 设为 classes。</translation>
    </message>
    <message>
        <source>Set task to numbers, if they are numbers to predict.</source>
        <translation>如果它们是要预测的数值，请将 task 设为 numbers。</translation>
    </message>
    <message>
        <source>Set the last Linear to {classes}.</source>
        <translation>请将最后一个 Linear 设为 {classes}。</translation>
    </message>
    <message>
        <source>Set the last Linear to {count}.</source>
        <translation>请把最后一个 Linear 设为 {count}。</translation>
    </message>
    <message>
        <source>Set the stride to 1, or give the padding as a number.</source>
        <translation>请将 stride 设为 1，或用数字指定 padding。</translation>
    </message>
    <message>
        <source>Set weight_decay to {decay}</source>
        <translation>把 weight_decay 设为 {decay}</translation>
    </message>
    <message>
        <source>Set weights to none, or choose the file, fetched in another way, as weights_file.</source>
        <translation>将 weights 设为 none，或用其他方式取得该文件后选作 weights_file。</translation>
    </message>
    <message>
        <source>Set {name} to {best}</source>
        <translation>把 {name} 设为 {best}</translation>
    </message>
    <message>
        <source>Set {name} to {good}</source>
        <translation>将 {name} 设为 {good}</translation>
    </message>
    <message>
        <source>Several processes that train together cannot freeze a layer on the way.</source>
        <translation>多个进程一起训练时，不能中途冻结层。</translation>
    </message>
    <message>
        <source>Several processes train the model as it is: it is not compiled.</source>
        <translation>多个进程直接训练模型，不进行编译。</translation>
    </message>
    <message>
        <source>Show it more samples, or changed ones (augmentation); take Dropout, weight decay or a smaller model; or stop in time.</source>
        <translation>给它看更多样本，或变化过的样本（数据增强）；使用 Dropout、权重衰减或更小的模型；或及时停止。</translation>
    </message>
    <message>
        <source>Show it more samples, or changed ones; take Dropout or weight decay; or stop in time, after about {epoch} epochs.</source>
        <translation>给它看更多样本或变化过的样本；使用 Dropout 或权重衰减；或及时停止，约在 {epoch} 个轮次之后。</translation>
    </message>
    <message>
        <source>Shuffle</source>
        <translation>打乱顺序</translation>
    </message>
    <message>
        <source>Shuffle: a new order in every epoch costs nothing.</source>
        <translation>打乱顺序：每个轮次换一个新顺序不费任何代价。</translation>
    </message>
    <message>
        <source>Since epoch {epoch} the training loss has not fallen any more: it stays at {loss}.</source>
        <translation>从第 {epoch} 轮起训练损失不再下降：停在 {loss}。</translation>
    </message>
    <message>
        <source>Since epoch {epoch} the validation loss has risen from {low} to {now}, while the training loss fell from {before} to {after}: the model learns its training samples by heart.</source>
        <translation>从第 {epoch} 轮起，验证损失从 {low} 升到 {now}，而训练损失从 {before} 降到 {after}：模型在死记训练样本。</translation>
    </message>
    <message>
        <source>Something unforeseen went wrong: {reason}.</source>
        <translation>发生了意料之外的错误：{reason}。</translation>
    </message>
    <message>
        <source>Split it, or save it as .npz.</source>
        <translation>请拆分它，或保存为 .npz。</translation>
    </message>
    <message>
        <source>Start the workbench again before you use the GPU; labels or tokens out of range are a frequent cause. The CPU still works.</source>
        <translation>再次使用 GPU 前请重新启动本程序；常见原因是标签或词元超出范围。CPU 仍可使用。</translation>
    </message>
    <message>
        <source>Stop that one first.</source>
        <translation>请先停止那一个。</translation>
    </message>
    <message>
        <source>Switch balanced off</source>
        <translation>关闭 balanced</translation>
    </message>
    <message>
        <source>Switch balanced off.</source>
        <translation>请关闭 balanced。</translation>
    </message>
    <message>
        <source>Switch compile off</source>
        <translation>关闭 compile</translation>
    </message>
    <message>
        <source>Switch compile off, or install a C++ compiler.</source>
        <translation>请关闭 compile，或安装 C++ 编译器。</translation>
    </message>
    <message>
        <source>Switch compile off.</source>
        <translation>请关闭 compile。</translation>
    </message>
    <message>
        <source>Switch cycle_momentum off</source>
        <translation>关闭 cycle_momentum</translation>
    </message>
    <message>
        <source>Switch cycle_momentum off.</source>
        <translation>请关闭 cycle_momentum。</translation>
    </message>
    <message>
        <source>Switch tensorboard off</source>
        <translation>关闭 tensorboard</translation>
    </message>
    <message>
        <source>Take 100.</source>
        <translation>请取 100。</translation>
    </message>
    <message>
        <source>Take LeakyReLU or GELU, which leave a slope below 0, and a smaller learning rate.</source>
        <translation>改用在 0 以下仍有斜率的 LeakyReLU 或 GELU，并减小学习率。</translation>
    </message>
    <message>
        <source>Take ReLU in place of sigmoid or tanh, put batch norm between the layers, add residual connections, or begin with other weights (init).</source>
        <translation>用 ReLU 代替 sigmoid 或 tanh，在层之间加入批归一化，加入残差连接，或换用别的初始权重（init）。</translation>
    </message>
    <message>
        <source>Take ReLU in place of {kinds}, put batch norm before it, or add residual connections.</source>
        <translation>用 ReLU 代替 {kinds}，在它之前加入批归一化，或加入残差连接。</translation>
    </message>
    <message>
        <source>Take a larger model, or a better learning rate.</source>
        <translation>换用更大的模型，或更好的学习率。</translation>
    </message>
    <message>
        <source>Take a sample of the data set, or train with the data that the window shows.</source>
        <translation>请取数据集中的一个样本，或用窗口中显示的数据训练。</translation>
    </message>
    <message>
        <source>Take all corrections back</source>
        <translation>撤回所有更正</translation>
    </message>
    <message>
        <source>Take back those that do not fit</source>
        <translation>撤回不适用的更正</translation>
    </message>
    <message>
        <source>Take larger rates, more steps, or larger batches; else look at the data and the model.</source>
        <translation>请尝试更大的学习率、更多步数或更大的批次；否则请检查数据和模型。</translation>
    </message>
    <message>
        <source>Take more steps, a smaller rate to begin with, or larger batches.</source>
        <translation>请增加步数、从更小的学习率开始，或使用更大的批次。</translation>
    </message>
    <message>
        <source>Take some of them back.</source>
        <translation>请撤回其中一些。</translation>
    </message>
    <message>
        <source>Take the correction back, or name one of the classes.</source>
        <translation>撤回这处更正，或写出其中一个类别。</translation>
    </message>
    <message>
        <source>Take the correction back; it was made for other data.</source>
        <translation>请撤回这处更正；它是为其他数据做的。</translation>
    </message>
    <message>
        <source>Take this correction back</source>
        <translation>撤回这处更正</translation>
    </message>
    <message>
        <source>Take two numbers above zero, the smaller one first.</source>
        <translation>请给出两个大于零的数，较小的在前。</translation>
    </message>
    <message>
        <source>TensorBoard is not installed, so nothing can be written for it.</source>
        <translation>未安装 TensorBoard，因此无法为它写入文件。</translation>
    </message>
    <message>
        <source>That is {ratio} times as many, and from 3 times on it is said. Who always says “{most}” is right for {share} of the samples.</source>
        <translation>这是 {ratio} 倍，从 3 倍起才会指出。总是回答“{most}”的人也能答对 {share} 的样本。</translation>
    </message>
    <message>
        <source>The GPU has stopped: {reason}.</source>
        <translation>GPU 已停止工作：{reason}。</translation>
    </message>
    <message>
        <source>The array “{name}” of {path} has fields.</source>
        <translation>{path} 的数组“{name}”带有字段。</translation>
    </message>
    <message>
        <source>The array “{name}” of {path} holds Python objects, which are not read.</source>
        <translation>{path} 的数组“{name}”含有 Python 对象，不予读取。</translation>
    </message>
    <message>
        <source>The array “{name}” of {path} holds no numbers ({dtype}).</source>
        <translation>{path} 的数组“{name}”不是数值 ({dtype})。</translation>
    </message>
    <message>
        <source>The array “{name}” of {path} is empty ({shape}).</source>
        <translation>{path} 的数组“{name}”是空的 ({shape})。</translation>
    </message>
    <message>
        <source>The array “{name}” of {path} is {shape}, which does not fit the layout {layout}.</source>
        <translation>{path} 的数组“{name}”形状为 {shape}，与 layout {layout} 不符。</translation>
    </message>
    <message>
        <source>The arrays of {path} take {need:.1f} GB; {free:.1f} GB can be had.</source>
        <translation>{path} 的数组需要 {need:.1f} GB；可用 {free:.1f} GB。</translation>
    </message>
    <message>
        <source>The block has no layers.</source>
        <translation>该块没有层。</translation>
    </message>
    <message>
        <source>The branches give {shapes}; side by side along axis {dim}, all other sizes must be the same.</source>
        <translation>各分支给出 {shapes}；沿第 {dim} 轴拼接时，其他大小必须相同。</translation>
    </message>
    <message>
        <source>The branches give {shapes}; to {combine} them they must have one shape.</source>
        <translation>各分支给出 {shapes}；要进行 {combine}，它们的形状必须相同。</translation>
    </message>
    <message>
        <source>The checkpoint of step {step} in {path} is damaged.</source>
        <translation>{path} 中第 {step} 步的检查点已损坏。</translation>
    </message>
    <message>
        <source>The class {name} cannot be a part.</source>
        <translation>类 {name} 不能作为部件。</translation>
    </message>
    <message>
        <source>The class “{most}” has {many} training samples, “{least}” has {few}.</source>
        <translation>类别“{most}”有 {many} 个训练样本，“{least}”有 {few} 个。</translation>
    </message>
    <message>
        <source>The class “{most}” has {many} training samples, “{least}” has {few}; the model is right as often as one that always says “{most}”.</source>
        <translation>类别“{most}”有 {many} 个训练样本，“{least}”有 {few} 个；模型答对的次数与总是回答“{most}”的一样多。</translation>
    </message>
    <message>
        <source>The class “{name}” has no images ({path}).</source>
        <translation>类别“{name}”没有图像 ({path})。</translation>
    </message>
    <message>
        <source>The class “{name}” has no test samples.</source>
        <translation>类别“{name}”没有测试样本。</translation>
    </message>
    <message>
        <source>The column {column} is {kind} in every sample after the input steps, in {at}.</source>
        <translation>在{at}，“{column}”列经输入步骤后在每个样本中都是 {kind}。</translation>
    </message>
    <message>
        <source>The column “{name}” holds “{word}” alone.</source>
        <translation>列“{name}”中只有“{word}”。</translation>
    </message>
    <message>
        <source>The column “{name}” of {path} cannot be both the image and its label.</source>
        <translation>{path} 的列“{name}”不能既是图像又是标签。</translation>
    </message>
    <message>
        <source>The column “{name}” of {path} cannot be the text.</source>
        <translation>{path} 的列“{name}”不能作为文本。</translation>
    </message>
    <message>
        <source>The column “{name}” of {path} has {count} different words.</source>
        <translation>{path} 的列“{name}”有 {count} 个不同的词。</translation>
    </message>
    <message>
        <source>The corrections leave out every training sample.</source>
        <translation>这些更正排除了所有训练样本。</translation>
    </message>
    <message>
        <source>The data are not there yet.</source>
        <translation>数据尚未就绪。</translation>
    </message>
    <message>
        <source>The data are not those of the run: {found} instead of {known}.</source>
        <translation>这不是该运行的数据：应为 {known}，却是 {found}。</translation>
    </message>
    <message>
        <source>The data are not those with which the run began: it cannot go on as if it had never stopped.</source>
        <translation>数据与该运行开始时不同：无法像从未停止一样继续。</translation>
    </message>
    <message>
        <source>The data have changed since the run: {train} samples to learn from and {test} to test with, instead of {known_train} and {known_test}.</source>
        <translation>该运行之后数据有变：用于学习的样本有 {train} 个，用于测试的有 {test} 个，而原来是 {known_train} 个和 {known_test} 个。</translation>
    </message>
    <message>
        <source>The data of the run are not here.</source>
        <translation>这里没有该运行的数据。</translation>
    </message>
    <message>
        <source>The data of the run are not there.</source>
        <translation>该运行的数据不存在。</translation>
    </message>
    <message>
        <source>The data of this run are not here.</source>
        <translation>本次训练的数据不在这里。</translation>
    </message>
    <message>
        <source>The data seem to have changed (another seed, count or folder): bring them back, or take those corrections back.</source>
        <translation>数据似乎已改变（种子、数量或文件夹不同）：请恢复数据，或撤回这些更正。</translation>
    </message>
    <message>
        <source>The decoded images need {need:.1f} GB of memory; {free:.1f} GB are free.</source>
        <translation>解码后的图像需要 {need:.1f} GB 内存；可用 {free:.1f} GB。</translation>
    </message>
    <message>
        <source>The default of {name} is not of its type, or not written out.</source>
        <translation>{name} 的默认值与类型不符，或没有直接写出。</translation>
    </message>
    <message>
        <source>The difference of {less} is {times} times its standard error, with {n} and {m} samples.</source>
        <translation>相差 {less}，是其标准误差的 {times} 倍（样本数 {n} 和 {m}）。</translation>
    </message>
    <message>
        <source>The disk of {folder} is full: {name} does not fit on it.</source>
        <translation>{folder} 所在的磁盘已满：放不下 {name}。</translation>
    </message>
    <message>
        <source>The doctor has no rule {name}.</source>
        <translation>医生没有名为 {name} 的规则。</translation>
    </message>
    <message>
        <source>The experiment has no augmentation: no step is for the training alone.</source>
        <translation>这个实验没有数据增强：没有仅用于训练的步骤。</translation>
    </message>
    <message>
        <source>The fall is as even as a straight line and far from its end; {optimizer} mostly begins with {usual}. The update ratio was not measured.</source>
        <translation>下降如直线般平稳且远未到头；{optimizer} 一般从 {usual} 开始。未测量更新比。</translation>
    </message>
    <message>
        <source>The file has format {found}; this program knows {known}.</source>
        <translation>文件格式为 {found}；本程序支持 {known}。</translation>
    </message>
    <message>
        <source>The file has {count} parts; {most} are allowed.</source>
        <translation>文件包含 {count} 个部件；最多允许 {most} 个。</translation>
    </message>
    <message>
        <source>The first line of an experiment file is “format = 1”.</source>
        <translation>实验文件的第一行应为“format = 1”。</translation>
    </message>
    <message>
        <source>The first of the etas must be below 1, the second above.</source>
        <translation>etas 的第一个必须小于 1，第二个必须大于 1。</translation>
    </message>
    <message>
        <source>The folder {path} holds no files that fit.</source>
        <translation>文件夹 {path} 中没有合适的文件。</translation>
    </message>
    <message>
        <source>The gap of {gap} is {errors} times the standard error of the validation accuracy ({error} with {count} samples), and the validation loss is {times} times the training loss.</source>
        <translation>差距 {gap} 是验证准确率标准误差的 {errors} 倍（{count} 个样本时为 {error}），验证损失是训练损失的 {times} 倍。</translation>
    </message>
    <message>
        <source>The gradient became so long that it is no number any more.</source>
        <translation>梯度变得太长，已经不是数了。</translation>
    </message>
    <message>
        <source>The gradient became too long to be measured in {at}.</source>
        <translation>在{at}，梯度过长，无法计算其长度。</translation>
    </message>
    <message>
        <source>The gradient became {kind} in {at}, first at the weights of {place}.</source>
        <translation>在{at}，梯度变为 {kind}，最先出现在 {place} 的权重上。</translation>
    </message>
    <message>
        <source>The gradient fades towards the input: at {first} it is {small}, at {last} it is {large}, so the first layers hardly learn.</source>
        <translation>梯度越靠近输入越弱：在 {first} 处为 {small}，在 {last} 处为 {large}，因此最前几层几乎不学习。</translation>
    </message>
    <message>
        <source>The gradient grows towards the input: at {first} it is {large}, at {last} only {small}.</source>
        <translation>梯度越靠近输入越大：在 {first} 处为 {large}，在 {last} 处仅为 {small}。</translation>
    </message>
    <message>
        <source>The gradient jumps: in step {step} its length was {peak}, {times} times as much as usual.</source>
        <translation>梯度猛增：第 {step} 步时长度为 {peak}，是平常的 {times} 倍。</translation>
    </message>
    <message>
        <source>The hidden folder “{path}” counts as a class, and has no images.</source>
        <translation>隐藏文件夹“{path}”被当作类别，但没有图像。</translation>
    </message>
    <message>
        <source>The hidden folder “{path}” counts as a class.</source>
        <translation>隐藏文件夹“{path}”被当作一个类别。</translation>
    </message>
    <message>
        <source>The image {path} has no text of the same name.</source>
        <translation>图像 {path} 没有同名文本。</translation>
    </message>
    <message>
        <source>The image {path} is labelled “{word}”, which the training part has not got.</source>
        <translation>图像 {path} 的标签为“{word}”，而训练部分没有这个标签。</translation>
    </message>
    <message>
        <source>The images have different sizes (heights {h0} to {h1}, widths {w0} to {w1}).</source>
        <translation>图像尺寸不一（高 {h0} 到 {h1}，宽 {w0} 到 {w1}）。</translation>
    </message>
    <message>
        <source>The images have different sizes, and the steps do not make them alike.</source>
        <translation>图像尺寸不一，而这些步骤没有将其统一。</translation>
    </message>
    <message>
        <source>The images have {channels} channels; Normalize has {mean} means and {std} standard deviations.</source>
        <translation>图像有 {channels} 个通道；Normalize 有 {mean} 个均值和 {std} 个标准差。</translation>
    </message>
    <message>
        <source>The images in “{name}” have 16 bits; the upper eight are used.</source>
        <translation>“{name}”中的图像为 16 位；使用高八位。</translation>
    </message>
    <message>
        <source>The images in “{name}” have numbers from 0 to 1; they became bytes, 0 to 255.</source>
        <translation>“{name}”中的图像数值为 0 到 1；已转为字节（0 到 255）。</translation>
    </message>
    <message>
        <source>The images in “{name}” have numbers from {low} to {high}; they were taken for bytes.</source>
        <translation>“{name}”中的图像数值为 {low} 到 {high}；已按字节处理。</translation>
    </message>
    <message>
        <source>The images in “{name}” of {path} have numbers from {low} to {high}.</source>
        <translation>{path} 的“{name}”中图像数值为 {low} 到 {high}。</translation>
    </message>
    <message>
        <source>The images in “{name}” of {path} have {channels} channels; 1 (grey) or 3 (colour) can be read.</source>
        <translation>{path} 的“{name}”中图像有 {channels} 个通道；可读取 1 个（灰度）或 3 个（彩色）。</translation>
    </message>
    <message>
        <source>The images need {need:.1f} GB of memory, and {free:.1f} GB may be used: they are read from the disk while the model learns.</source>
        <translation>图像需要 {need:.1f} GB 内存，可用 {free:.1f} GB：训练时将从磁盘边读边用。</translation>
    </message>
    <message>
        <source>The images need {need:.1f} GB of memory; {free:.1f} GB may be used.</source>
        <translation>图像需要 {need:.1f} GB 内存，可用 {free:.1f} GB。</translation>
    </message>
    <message>
        <source>The labels in “{name}” are {labels}; they became the classes 0 to {last}.</source>
        <translation>“{name}”中的标签是 {labels}；已编为类别 0 到 {last}。</translation>
    </message>
    <message>
        <source>The last batch of an epoch has one sample, of which {layer} cannot take the variance.</source>
        <translation>每轮最后一批只有一个样本，{layer} 无法计算其方差。</translation>
    </message>
    <message>
        <source>The last batch of every epoch has a single sample, of which {layer} cannot take a mean that says anything.</source>
        <translation>每个轮次的最后一个批次只有一个样本，{layer} 无法从中得出有意义的均值。</translation>
    </message>
    <message>
        <source>The layers can no longer be looked at ({reason}); the run goes on without diagnostics.</source>
        <translation>无法再查看各层的内部情况（{reason}）；训练继续进行，但不再诊断。</translation>
    </message>
    <message>
        <source>The layers inside turn {input} into {output}; a Residual adds the two, so they must be alike.</source>
        <translation>内部的层把 {input} 变成 {output}；Residual 要把两者相加，所以它们必须相同。</translation>
    </message>
    <message>
        <source>The list has {count} corrections; an experiment holds {most}.</source>
        <translation>列表有 {count} 处更正；一个实验最多容纳 {most} 处。</translation>
    </message>
    <message>
        <source>The list of corrections has no column “{name}”.</source>
        <translation>更正列表没有列“{name}”。</translation>
    </message>
    <message>
        <source>The list of corrections is not UTF-8 text.</source>
        <translation>更正列表不是 UTF-8 文本。</translation>
    </message>
    <message>
        <source>The log has the details.</source>
        <translation>详情见日志。</translation>
    </message>
    <message>
        <source>The loss became {loss} in {at}, although the model put out numbers (up to {largest}).</source>
        <translation>在{at}，损失变为 {loss}，但模型的输出仍是有限的数（最大 {largest}）。</translation>
    </message>
    <message>
        <source>The loss became {loss} in {at}.</source>
        <translation>在{at}，损失变为 {loss}。</translation>
    </message>
    <message>
        <source>The loss became {loss} in {at}: {place} made {kind} of numbers up to {largest}.</source>
        <translation>在{at}，损失变为 {loss}：{place} 由最大为 {largest} 的输入算出了 {kind}。</translation>
    </message>
    <message>
        <source>The loss grows instead of falling: it was {start} at first, and is {end} now.</source>
        <translation>损失不降反升：起初为 {start}，现在为 {end}。</translation>
    </message>
    <message>
        <source>The loss has grown from {first} to {loss} by epoch {epoch}, instead of falling.</source>
        <translation>到第 {epoch} 轮，损失没有下降，反而从 {first} 增大到 {loss}。</translation>
    </message>
    <message>
        <source>The loss is no number from the first steps on, at a rate of {rate:.2g}.</source>
        <translation>学习率为 {rate:.2g} 时，损失从最初几步起就不是有效数字。</translation>
    </message>
    <message>
        <source>The loss never falls before it diverges at a rate of {rate:.2g}.</source>
        <translation>损失在学习率 {rate:.2g} 处发散之前从未下降。</translation>
    </message>
    <message>
        <source>The loss never falls, at no rate from {low:.2g} to {high:.2g}.</source>
        <translation>从 {low:.2g} 到 {high:.2g}，损失在任何学习率下都没有下降。</translation>
    </message>
    <message>
        <source>The loss of epoch {epoch} is within 3 % of that of guessing; it should leave it within the first hundred steps.</source>
        <translation>第 {epoch} 轮的损失与瞎猜相差不到 3 %；它本应在最初一百步内摆脱这个值。</translation>
    </message>
    <message>
        <source>The loss on the validation part is {loss} in epoch {epoch}.</source>
        <translation>第 {epoch} 轮，验证集上的损失为 {loss}。</translation>
    </message>
    <message>
        <source>The loss was still falling when the run ended: {loss}, {fell} less than an epoch before.</source>
        <translation>运行结束时损失仍在下降：{loss}，比前一轮低 {fell}。</translation>
    </message>
    <message>
        <source>The mean of n numbers is off by about 1/√n of their spread: here by {error}. Up to 8 samples that harms; 16 or more do well.</source>
        <translation>n 个数的均值误差约为其离散程度的 1/√n：这里是 {error}。8 个样本以内有害；16 个或更多则很好。</translation>
    </message>
    <message>
        <source>The memory is full ({doing}): {free} are free.</source>
        <translation>内存已满（{doing}）：可用 {free}。</translation>
    </message>
    <message>
        <source>The memory is full ({doing}): {wanted} more were wanted, {free} are free.</source>
        <translation>内存已满（{doing}）：还需要 {wanted}，可用 {free}。</translation>
    </message>
    <message>
        <source>The model cannot be compiled here ({reason}); it is trained as it is.</source>
        <translation>此处无法编译模型（{reason}）；将不经编译直接训练。</translation>
    </message>
    <message>
        <source>The model does not get even its training samples right: the loss stays at {loss}, the accuracy at {accuracy}.</source>
        <translation>模型连训练样本都答不对：损失停在 {loss}，准确率停在 {accuracy}。</translation>
    </message>
    <message>
        <source>The model has no layer that attends.</source>
        <translation>该模型没有注意力层。</translation>
    </message>
    <message>
        <source>The model has no layer {name} that is switched on.</source>
        <translation>模型中没有已启用的层 {name}。</translation>
    </message>
    <message>
        <source>The model has no layers.</source>
        <translation>模型没有层。</translation>
    </message>
    <message>
        <source>The model has no output number {target}; it has 0 to {last}.</source>
        <translation>模型没有第 {target} 号输出；它有 0 到 {last}。</translation>
    </message>
    <message>
        <source>The model has no output “{word}”; it has {names}.</source>
        <translation>模型没有输出“{word}”；它有 {names}。</translation>
    </message>
    <message>
        <source>The model has nothing to learn.</source>
        <translation>模型没有可学习的参数。</translation>
    </message>
    <message>
        <source>The model has {count:,} parameters; training it needs {need}, and {free} are free.</source>
        <translation>模型有 {count:,} 个参数；训练需要 {need}，目前可用 {free}。</translation>
    </message>
    <message>
        <source>The model is right for {train} of its training samples, but only for {validation} of the validation samples: it learns the former by heart.</source>
        <translation>模型答对了 {train} 的训练样本，但只答对 {validation} 的验证样本：它在死记前者。</translation>
    </message>
    <message>
        <source>The model is right for {validation} of the validation samples, but only for {test} of the test samples.</source>
        <translation>模型答对了 {validation} 的验证样本，但只答对 {test} 的测试样本。</translation>
    </message>
    <message>
        <source>The model puts out {shape} numbers for a sample; the loss needs a row of {classes}, one per class.</source>
        <translation>模型对每个样本输出 {shape} 个数；损失需要一行 {classes} 个数，每个类别一个。</translation>
    </message>
    <message>
        <source>The model puts out {shape} numbers for a sample; the loss needs a row of {count}.</source>
        <translation>模型对每个样本输出 {shape} 个数；损失函数需要一行 {count} 个数。</translation>
    </message>
    <message>
        <source>The name of a block is one line of 1 to {most} letters.</source>
        <translation>块的名称为一行，1 至 {most} 个字符。</translation>
    </message>
    <message>
        <source>The others are decoded in every epoch.</source>
        <translation>其余的每个轮次都要重新解码。</translation>
    </message>
    <message>
        <source>The output of {layer} is {shape}; it has no number at {position}.</source>
        <translation>{layer} 的输出为 {shape}；在 {position} 处没有数。</translation>
    </message>
    <message>
        <source>The padding is more than half of the window.</source>
        <translation>填充超过了窗口的一半。</translation>
    </message>
    <message>
        <source>The picture becomes {found} after the steps; the model takes {wanted}.</source>
        <translation>图片经过各步骤后变为 {found}；模型接收 {wanted}。</translation>
    </message>
    <message>
        <source>The prepared data take about {size}, and {free} are free.</source>
        <translation>处理后的数据约占 {size}，目前可用 {free}。</translation>
    </message>
    <message>
        <source>The prepared images take {size:.1f} GB; {free:.1f} GB of memory are left.</source>
        <translation>处理后的图像占用 {size:.1f} GB；内存还剩 {free:.1f} GB。</translation>
    </message>
    <message>
        <source>The process that trained has died: {why}.</source>
        <translation>训练进程已终止：{why}。</translation>
    </message>
    <message>
        <source>The process that trains cannot be started: {reason}.</source>
        <translation>无法启动训练进程：{reason}。</translation>
    </message>
    <message>
        <source>The rates cannot go from {low:g} to {high:g}.</source>
        <translation>学习率不能从 {low:g} 到 {high:g}。</translation>
    </message>
    <message>
        <source>The run at hand takes other data.</source>
        <translation>当前运行使用的是另一类数据。</translation>
    </message>
    <message>
        <source>The run began with {before} and goes on with {now}: the last digits may come out otherwise.</source>
        <translation>该运行以 {before} 开始，现以 {now} 继续：末几位数字可能不同。</translation>
    </message>
    <message>
        <source>The run can have {least} to {most:,} epochs (it was asked for {given}).</source>
        <translation>这次训练可以有 {least} 到 {most:,} 轮（要求的是 {given}）。</translation>
    </message>
    <message>
        <source>The run goes on as before.</source>
        <translation>训练照旧继续。</translation>
    </message>
    <message>
        <source>The run goes on, and decodes in every epoch.</source>
        <translation>训练会继续，但每个轮次都要重新解码。</translation>
    </message>
    <message>
        <source>The run goes on.</source>
        <translation>训练继续进行。</translation>
    </message>
    <message>
        <source>The run goes on; its curves end here.</source>
        <translation>训练继续进行；曲线到此为止。</translation>
    </message>
    <message>
        <source>The run had no checkpoint yet. It begins again at the first step.</source>
        <translation>该运行还没有检查点。将从第一步重新开始。</translation>
    </message>
    <message>
        <source>The run had waited {waited} epochs for a lower loss, and the experiment waits for {patience}: the branch begins to wait anew.</source>
        <translation>该运行已等待更低的损失 {waited} 轮，而实验等待 {patience} 轮：分支重新开始等待。</translation>
    </message>
    <message>
        <source>The run has come to its end.</source>
        <translation>该运行已经结束。</translation>
    </message>
    <message>
        <source>The run has no validation part.</source>
        <translation>该运行没有验证部分。</translation>
    </message>
    <message>
        <source>The run has no {part}.</source>
        <translation>该运行没有{part}。</translation>
    </message>
    <message>
        <source>The run was trained on {kind}.</source>
        <translation>这次运行是用{kind}训练的。</translation>
    </message>
    <message>
        <source>The run was trained with the columns {wanted}: name them in the first row.</source>
        <translation>这次运行是用这些列训练的：{wanted}；请在第一行写出列名。</translation>
    </message>
    <message>
        <source>The running mean of the weights became {kind} in {at} or before.</source>
        <translation>在{at}或更早，权重的滑动平均变为 {kind}。</translation>
    </message>
    <message>
        <source>The sample has the form {found}; the model takes {wanted}.</source>
        <translation>样本的形状是 {found}；模型需要 {wanted}。</translation>
    </message>
    <message>
        <source>The samples become {found} after the steps; the model takes {wanted}.</source>
        <translation>样本经过各步骤后变为 {found}；模型需要 {wanted}。</translation>
    </message>
    <message>
        <source>The samples come in the same order in every epoch, and that order is sorted by class: {share} have the class of the one before.</source>
        <translation>每个轮次样本的顺序都相同，而且按类别排序：{share} 的样本与前一个类别相同。</translation>
    </message>
    <message>
        <source>The samples come in the same order in every epoch.</source>
        <translation>每个轮次样本的顺序都相同。</translation>
    </message>
    <message>
        <source>The schedule has let the learning rate fall to 0, and any multiple of it is 0, too.</source>
        <translation>学习率计划已经把学习率降到 0，它的任何倍数也都是 0。</translation>
    </message>
    <message>
        <source>The script has something else that is called {name}.</source>
        <translation>脚本中已有别的东西叫 {name}。</translation>
    </message>
    <message>
        <source>The slope of a sigmoid is at most 1/4, so {count} of them leave at most 4⁻{count} of the gradient. It was not measured here; Diagnostics shows it.</source>
        <translation>sigmoid 的斜率至多 1/4，因此 {count} 个连在一起时梯度至多剩下 4 的 −{count} 次方。此处未测量；“诊断数据”面板会显示。</translation>
    </message>
    <message>
        <source>The steps make images of {h} × {w} pixels.</source>
        <translation>这些步骤生成 {h} × {w} 像素的图像。</translation>
    </message>
    <message>
        <source>The steps since then are made again.</source>
        <translation>此后的步骤将重新进行。</translation>
    </message>
    <message>
        <source>The target of sample {row} of the training part is {kind}, in {at}.</source>
        <translation>在{at}，训练集第 {row} 个样本的目标值为 {kind}。</translation>
    </message>
    <message>
        <source>The test needs two arrays, inputs and targets.</source>
        <translation>测试需要输入和目标两个数组。</translation>
    </message>
    <message>
        <source>The text {path} has an empty first line.</source>
        <translation>文本 {path} 的第一行是空的。</translation>
    </message>
    <message>
        <source>The texts are tokens already.</source>
        <translation>文本已经是词元了。</translation>
    </message>
    <message>
        <source>The texts of the images in “{root}” name {count} classes; two are needed.</source>
        <translation>“{root}”中图像的文本共有 {count} 个类别；至少需要两个。</translation>
    </message>
    <message>
        <source>The texts of the images in “{root}” name {count} different classes.</source>
        <translation>“{root}”中图像的文本有 {count} 个不同的类别。</translation>
    </message>
    <message>
        <source>The tokens of all texts take {need:.1f} GB, and {free:.1f} GB are free.</source>
        <translation>所有文本的词元需要 {need:.1f} GB，可用 {free:.1f} GB。</translation>
    </message>
    <message>
        <source>The tokens of this model do not go straight into an Embedding.</source>
        <translation>此模型的词元没有直接进入 Embedding。</translation>
    </message>
    <message>
        <source>The training loss falls (to {train}), but of samples that the model has not seen it knows nothing: {validation} are right, and guessing gives {chance}. The labels seem to say nothing about the samples.</source>
        <translation>训练损失在下降（到 {train}），但对没见过的样本模型一无所知：答对 {validation}，瞎猜为 {chance}。标签似乎与样本无关。</translation>
    </message>
    <message>
        <source>The training loss is {share} of that of guessing, and the validation loss is no higher: nothing is learned by heart yet.</source>
        <translation>训练损失是瞎猜的 {share}，验证损失也不更高：还没有死记硬背。</translation>
    </message>
    <message>
        <source>The validation accuracy of {accuracy} rests on {count} samples: by chance alone it is off by {error} either way.</source>
        <translation>验证准确率 {accuracy} 只基于 {count} 个样本：仅因偶然就会上下偏差 {error}。</translation>
    </message>
    <message>
        <source>The validation loss ({loss}) never got below that of guessing ({guess}), and the accuracy is within its error of {error} of chance, while the training samples are learned, by heart.</source>
        <translation>验证损失（{loss}）从未低于瞎猜（{guess}），准确率与瞎猜之差在其误差 {error} 之内，而训练样本却被死记住了。</translation>
    </message>
    <message>
        <source>The validation loss ({validation}) is {times} times the training loss ({train}): the model learns its training samples by heart.</source>
        <translation>验证损失（{validation}）是训练损失（{train}）的 {times} 倍：模型在死记训练样本。</translation>
    </message>
    <message>
        <source>The validation part holds {kind}, so its loss is {loss} (epoch {epoch}).</source>
        <translation>验证集含有 {kind}，因此其损失为 {loss}（第 {epoch} 轮）。</translation>
    </message>
    <message>
        <source>The vocabulary has the tokens 0 to {last}; there is no token {value}.</source>
        <translation>词表中有词元 0 到 {last}；没有词元 {value}。</translation>
    </message>
    <message>
        <source>The vocabulary is empty: no token comes up {count} times in the training texts.</source>
        <translation>词表为空：训练文本中没有任何词元出现 {count} 次。</translation>
    </message>
    <message>
        <source>The weights of {network} could not be downloaded ({reasons}).</source>
        <translation>无法下载 {network} 的权重（{reasons}）。</translation>
    </message>
    <message>
        <source>The weights of {network} know images normalised by mean {mean} and std {std}; these are not.</source>
        <translation>{network} 的权重所熟悉的图像按均值 {mean}、标准差 {std} 归一化；这里的图像不是。</translation>
    </message>
    <message>
        <source>The weights of {place} are {kind} from the start.</source>
        <translation>{place} 的权重一开始就是 {kind}。</translation>
    </message>
    <message>
        <source>The weights of {place} became {kind} in {at}.</source>
        <translation>在{at}，{place} 的权重变为 {kind}。</translation>
    </message>
    <message>
        <source>The window covers {reach} steps, but the series has only {room} here.</source>
        <translation>窗口覆盖 {reach} 步，而这里的序列只有 {room} 步。</translation>
    </message>
    <message>
        <source>The window covers {reach}, but the image is only {room} here.</source>
        <translation>窗口覆盖 {reach}，但此处的图像只有 {room}。</translation>
    </message>
    <message>
        <source>There are no event files of TensorBoard in {path}.</source>
        <translation>{path} 中没有 TensorBoard 的事件文件。</translation>
    </message>
    <message>
        <source>There are no images in “{root}”.</source>
        <translation>“{root}”中没有图像。</translation>
    </message>
    <message>
        <source>There are no weights {weights} of {network}.</source>
        <translation>{network} 没有名为 {weights} 的权重。</translation>
    </message>
    <message>
        <source>There are only {count} training samples, {each} of each class.</source>
        <translation>只有 {count} 个训练样本，每个类别 {each} 个。</translation>
    </message>
    <message>
        <source>There are only {count} training samples.</source>
        <translation>只有 {count} 个训练样本。</translation>
    </message>
    <message>
        <source>There are those of: {steps}.</source>
        <translation>现有这些步的检查点：{steps}。</translation>
    </message>
    <message>
        <source>There are {count} class weights for {classes} classes.</source>
        <translation>{classes} 个类别却有 {count} 个类别权重。</translation>
    </message>
    <message>
        <source>There are {count} problems more.</source>
        <translation>还有 {count} 个问题。</translation>
    </message>
    <message>
        <source>There are {count} weights for {outputs} outputs.</source>
        <translation>有 {count} 个权重，而输出有 {outputs} 个。</translation>
    </message>
    <message>
        <source>There has never been a format {found}.</source>
        <translation>从未有过格式 {found}。</translation>
    </message>
    <message>
        <source>There is a block of the name {name} already.</source>
        <translation>已有名为 {name} 的块。</translation>
    </message>
    <message>
        <source>There is a label {label}, but the classes are 0 to {last}.</source>
        <translation>存在标签 {label}，但类别只有 0 到 {last}。</translation>
    </message>
    <message>
        <source>There is no axis {value} here: a batch of {shape} has the axes 0 to {last}.</source>
        <translation>这里没有轴 {value}：{shape} 的一批数据只有轴 0 到 {last}。</translation>
    </message>
    <message>
        <source>There is no block {name}.</source>
        <translation>没有名为 {name} 的块。</translation>
    </message>
    <message>
        <source>There is no file {name} in {folder}.</source>
        <translation>{folder} 中没有文件 {name}。</translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <translation>没有文件 {path}。</translation>
    </message>
    <message>
        <source>There is no folder “{root}”.</source>
        <translation>没有文件夹“{root}”。</translation>
    </message>
    <message>
        <source>There is no part {name}.</source>
        <translation>没有名为 {name} 的部件。</translation>
    </message>
    <message>
        <source>There is no sample {word}: the part has {count} samples, counted from 0.</source>
        <translation>没有样本 {word}：该部分有 {count} 个样本，从 0 开始计数。</translation>
    </message>
    <message>
        <source>There is no template {name}.</source>
        <translation>没有名为 {name} 的模板。</translation>
    </message>
    <message>
        <source>There is no {device} here; there is {found}.</source>
        <translation>这里没有 {device}；可用的有 {found}。</translation>
    </message>
    <message>
        <source>There is no {part}[{index}]: that part has {count} samples.</source>
        <translation>没有 {part}[{index}]：这一部分只有 {count} 个样本。</translation>
    </message>
    <message>
        <source>There is no {place} in this run.</source>
        <translation>这次训练中没有 {place}。</translation>
    </message>
    <message>
        <source>There is nothing to explain.</source>
        <translation>没有要解释的内容。</translation>
    </message>
    <message>
        <source>There is nothing to judge, or files and texts at once.</source>
        <translation>没有要判断的内容，或者同时给出了文件和文本。</translation>
    </message>
    <message>
        <source>There is: {names}.</source>
        <translation>可用的有：{names}。</translation>
    </message>
    <message>
        <source>These data are texts, and a model takes numbers.</source>
        <translation>这些数据是文本，而模型需要数字。</translation>
    </message>
    <message>
        <source>These data have no classes that could be drawn equally often.</source>
        <translation>这些数据没有类别，无法按类别均衡抽取。</translation>
    </message>
    <message>
        <source>These two runs were not judged by the same samples: {reason}.</source>
        <translation>这两次运行不是用相同的样本评判的：{reason}。</translation>
    </message>
    <message>
        <source>They are {words}.</source>
        <translation>这些词是：{words}。</translation>
    </message>
    <message>
        <source>They were made for another data set: take them back, or choose that one again.</source>
        <translation>它们是为另一个数据集做的：请撤回，或重新选择那个数据集。</translation>
    </message>
    <message>
        <source>This is not a TOML file: {reason}.</source>
        <translation>这不是 TOML 文件：{reason}。</translation>
    </message>
    <message>
        <source>This is not an experiment file: a number in it has thousands of digits.</source>
        <translation>这不是实验文件：其中有一个几千位的数。</translation>
    </message>
    <message>
        <source>This is not an experiment file: it has a key of more than 50 parts.</source>
        <translation>这不是实验文件：其中有一个超过 50 段的键。</translation>
    </message>
    <message>
        <source>This is not an experiment file: its lists are nested too deeply.</source>
        <translation>这不是实验文件：列表嵌套过深。</translation>
    </message>
    <message>
        <source>This model does not put {things} into classes.</source>
        <translation>此模型不对{things}分类。</translation>
    </message>
    <message>
        <source>This model does not take pictures, or gives pictures back.</source>
        <translation>此模型不接受图片，或输出的是图片。</translation>
    </message>
    <message>
        <source>This model gives back its input: it has no answer to explain.</source>
        <translation>此模型还原其输入：没有可解释的答案。</translation>
    </message>
    <message>
        <source>This model is an autoencoder: what it gives is a picture.</source>
        <translation>这个模型是自编码器：它给出的是图片。</translation>
    </message>
    <message>
        <source>This step does not fit an image of {shape}: {reason}.</source>
        <translation>此步骤与 {shape} 的图像不匹配：{reason}。</translation>
    </message>
    <message>
        <source>This step makes images of {h} × {w}, but in training only; the model is judged on images of another size.</source>
        <translation>此步骤产生 {h} × {w} 的图像，但仅在训练时；评估模型时图像是另一种尺寸。</translation>
    </message>
    <message>
        <source>To go further, train it as a new run with a larger early_stopping.</source>
        <translation>要继续，请用更大的 early_stopping 作为新的运行来训练。</translation>
    </message>
    <message>
        <source>To train it further, name more epochs (--epochs).</source>
        <translation>要继续训练，请指定更多轮次（--epochs）。</translation>
    </message>
    <message>
        <source>Train again, or name another run.</source>
        <translation>请重新训练，或指定另一次运行。</translation>
    </message>
    <message>
        <source>Train again.</source>
        <translation>请重新训练。</translation>
    </message>
    <message>
        <source>Train again; the weights may be whole.</source>
        <translation>请重新训练；权重可能是完好的。</translation>
    </message>
    <message>
        <source>Train anew with the files as they are now.</source>
        <translation>请用现在的文件重新训练。</translation>
    </message>
    <message>
        <source>Train it as a new run.</source>
        <translation>请作为新的运行来训练。</translation>
    </message>
    <message>
        <source>Train it further first.</source>
        <translation>请先继续训练它。</translation>
    </message>
    <message>
        <source>Train longer as long as the loss falls; then take a larger model, less dropout or weight decay, or a better learning rate.</source>
        <translation>损失还在下降就训练得更久；之后采用更大的模型、更少的 dropout 或权重衰减，或更好的学习率。</translation>
    </message>
    <message>
        <source>Train longer: there is more to learn.</source>
        <translation>训练更久：还有可学的。</translation>
    </message>
    <message>
        <source>Train on one machine</source>
        <translation>在一台机器上训练</translation>
    </message>
    <message>
        <source>Train once, or download them.</source>
        <translation>请先训练一次，或下载数据。</translation>
    </message>
    <message>
        <source>Train with one process</source>
        <translation>用一个进程训练</translation>
    </message>
    <message>
        <source>Training and test folder have different classes: {names}.</source>
        <translation>训练文件夹和测试文件夹的类别不同：{names}。</translation>
    </message>
    <message>
        <source>Training downloads them; then look again.</source>
        <translation>训练会下载这些数据；之后再查看。</translation>
    </message>
    <message>
        <source>Training failed: {reason}.</source>
        <translation>训练失败：{reason}。</translation>
    </message>
    <message>
        <source>Try again later, or put the file into {folder} yourself.</source>
        <translation>请稍后重试，或自行将文件放入 {folder}。</translation>
    </message>
    <message>
        <source>Try another disk.</source>
        <translation>请换一个磁盘。</translation>
    </message>
    <message>
        <source>Update the workbench.</source>
        <translation>请更新工作台。</translation>
    </message>
    <message>
        <source>Updates of 0.001 to 0.01 of the weights are usual, here it is {ratio}; {optimizer} mostly begins with {usual}, and this is {times} times that.</source>
        <translation>通常每步更新为权重的 0.001 到 0.01，这里是 {ratio}；{optimizer} 一般从 {usual} 开始，这里是它的 {times} 倍。</translation>
    </message>
    <message>
        <source>Updates of 0.001 to 0.01 of the weights are usual, here it is {ratio}; {optimizer} mostly begins with {usual}.</source>
        <translation>通常每步更新为权重的 0.001 到 0.01，这里是 {ratio}；{optimizer} 一般从 {usual} 开始。</translation>
    </message>
    <message>
        <source>Use 0.5 and 1.2</source>
        <translation>使用 0.5 和 1.2</translation>
    </message>
    <message>
        <source>Use 0.5 and 1.2.</source>
        <translation>请使用 0.5 和 1.2。</translation>
    </message>
    <message>
        <source>Use CrossEntropyLoss</source>
        <translation>使用 CrossEntropyLoss</translation>
    </message>
    <message>
        <source>Use CrossEntropyLoss.</source>
        <translation>请使用 CrossEntropyLoss。</translation>
    </message>
    <message>
        <source>Use DEFAULT</source>
        <translation>使用 DEFAULT</translation>
    </message>
    <message>
        <source>Use DEFAULT, the best that there are.</source>
        <translation>请使用 DEFAULT，即现有最好的权重。</translation>
    </message>
    <message>
        <source>Use a file like the other one.</source>
        <translation>请使用与另一个文件同格式的文件。</translation>
    </message>
    <message>
        <source>Use a larger batch or fewer processes.</source>
        <translation>请增大批次或减少进程数。</translation>
    </message>
    <message>
        <source>Use a larger learning rate; “Find a learning rate” shows which ones the model can bear.</source>
        <translation>使用更大的学习率；“寻找学习率”会显示模型能承受多大。</translation>
    </message>
    <message>
        <source>Use a picture of the data set's size, or add a Resize.</source>
        <translation>请使用与数据集尺寸相同的图片，或添加 Resize。</translation>
    </message>
    <message>
        <source>Use a picture of the data set's size.</source>
        <translation>请使用与数据集尺寸相同的图片。</translation>
    </message>
    <message>
        <source>Use a smaller batch, or make that layer smaller.</source>
        <translation>请减小批大小，或缩小该层。</translation>
    </message>
    <message>
        <source>Use a smaller batch, or make the layers smaller.</source>
        <translation>请减小批大小，或缩小各层。</translation>
    </message>
    <message>
        <source>Use a smaller learning rate, or bring the data to a common scale. The weights saved before are whole.</source>
        <translation>请减小学习率，或将数据缩放到统一的范围。之前保存的权重完好无损。</translation>
    </message>
    <message>
        <source>Use a smaller learning rate, or clip the gradient with clip_grad_norm. The weights saved before are whole.</source>
        <translation>请减小学习率，或用 clip_grad_norm 裁剪梯度。之前保存的权重完好无损。</translation>
    </message>
    <message>
        <source>Use a smaller learning rate, or normalise the data. The weights saved before are whole.</source>
        <translation>请降低学习率，或对数据做归一化。之前保存的权重完好。</translation>
    </message>
    <message>
        <source>Use a smaller learning rate.</source>
        <translation>请减小学习率。</translation>
    </message>
    <message>
        <source>Use a smaller learning rate. The weights saved before are whole.</source>
        <translation>请减小学习率。之前保存的权重完好无损。</translation>
    </message>
    <message>
        <source>Use a smaller learning rate; clip the gradient (clip_grad_norm); look whether the input is on a common scale.</source>
        <translation>减小学习率；裁剪梯度（clip_grad_norm）；检查输入是否处于同一尺度。</translation>
    </message>
    <message>
        <source>Use a smaller learning rate; in a loss of your own, look for a logarithm of 0 or a division by 0.</source>
        <translation>请减小学习率；若是自己编写的损失，请检查是否对 0 取对数或除以 0。</translation>
    </message>
    <message>
        <source>Use a smaller learning rate; “Find a learning rate” shows which ones the model can bear.</source>
        <translation>使用更小的学习率；“寻找学习率”会显示模型能承受多大。</translation>
    </message>
    <message>
        <source>Use a smaller padding.</source>
        <translation>请减小填充。</translation>
    </message>
    <message>
        <source>Use a smaller size.</source>
        <translation>请减小尺寸。</translation>
    </message>
    <message>
        <source>Use a smaller window, or shrink less before it.</source>
        <translation>请使用更小的窗口，或在它之前少缩小一些。</translation>
    </message>
    <message>
        <source>Use fewer processes, or the CPU.</source>
        <translation>请减少进程数，或使用 CPU。</translation>
    </message>
    <message>
        <source>Use float32</source>
        <translation>使用 float32</translation>
    </message>
    <message>
        <source>Use float32 or bfloat16.</source>
        <translation>请使用 float32 或 bfloat16。</translation>
    </message>
    <message>
        <source>Use larger batches, or GroupNorm or LayerNorm, which look at each sample alone.</source>
        <translation>使用更大的批次，或使用单独看待每个样本的 GroupNorm 或 LayerNorm。</translation>
    </message>
    <message>
        <source>Use letters, digits, spaces within, and - or _.</source>
        <translation>请使用字母、数字、中间的空格以及 - 或 _。</translation>
    </message>
    <message>
        <source>Use one like those of the data set.</source>
        <translation>请使用与数据集中一样的样本。</translation>
    </message>
    <message>
        <source>Use the CPU</source>
        <translation>使用 CPU</translation>
    </message>
    <message>
        <source>Use {count} training samples</source>
        <translation>使用 {count} 个训练样本</translation>
    </message>
    <message>
        <source>Use {loss}</source>
        <translation>改用 {loss}</translation>
    </message>
    <message>
        <source>Usual are lengths that differ by less than a factor of 100 among the layers, and of 20 among the steps.</source>
        <translation>通常各层之间的长度相差不到 100 倍，各步之间不到 20 倍。</translation>
    </message>
    <message>
        <source>Weigh the classes in the loss</source>
        <translation>在损失中给类别加权</translation>
    </message>
    <message>
        <source>What is validation now may have been learned from.</source>
        <translation>现在属于验证部分的样本，可能曾被用来学习。</translation>
    </message>
    <message>
        <source>What lies there is of another kind than the data of this run.</source>
        <translation>那里的内容与本次训练的数据种类不同。</translation>
    </message>
    <message>
        <source>What one of them gives is no number: there is nothing to compare.</source>
        <translation>其中一个给出的不是数：没有可比较的内容。</translation>
    </message>
    <message>
        <source>What the optimizer keeps of the steps before begins anew: {reason}.</source>
        <translation>优化器对先前各步的记录重新开始：{reason}。</translation>
    </message>
    <message>
        <source>What the run was told while it went on (learning rate, frozen layers) holds no longer: the new experiment does.</source>
        <translation>运行期间所做的调整（学习率、冻结的层）不再有效：以新的实验为准。</translation>
    </message>
    <message>
        <source>Where x is {x}, this expression gives no finite number.</source>
        <translation>当 x 为 {x} 时，此表达式得不到有限的数。</translation>
    </message>
    <message>
        <source>Which array of {path} holds the samples does not follow from their names: {names}.</source>
        <translation>从名称看不出 {path} 中哪个数组是样本：{names}。</translation>
    </message>
    <message>
        <source>Which arrays of {path} are inputs and targets does not follow from their names: {names}.</source>
        <translation>无法从名称看出 {path} 中哪些数组是输入和目标：{names}。</translation>
    </message>
    <message>
        <source>Which epoch is the best one is found anew from here on: {reason}.</source>
        <translation>从这里起重新寻找最佳轮次：{reason}。</translation>
    </message>
    <message>
        <source>Which file?</source>
        <translation>哪个文件？</translation>
    </message>
    <message>
        <source>With lr {lr} a step changes the weights by only {ratio} of their size.</source>
        <translation>lr 为 {lr} 时，一步只使权重改变其大小的 {ratio}。</translation>
    </message>
    <message>
        <source>With lr {lr} a step changes the weights by {share} of their size: that is too far.</source>
        <translation>lr 为 {lr} 时，一步使权重改变其大小的 {share}：太大了。</translation>
    </message>
    <message>
        <source>With lr {lr} the loss falls steadily, but in {steps} steps only by {fallen}.</source>
        <translation>lr 为 {lr} 时损失平稳下降，但 {steps} 步只下降了 {fallen}。</translation>
    </message>
    <message>
        <source>With lr {lr} the loss has hardly moved in {steps} steps.</source>
        <translation>lr 为 {lr} 时，损失在 {steps} 步中几乎没有变化。</translation>
    </message>
    <message>
        <source>With lr {lr} the loss is {now}, worse than guessing ({chance}).</source>
        <translation>lr 为 {lr} 时损失为 {now}，比瞎猜（{chance}）还差。</translation>
    </message>
    <message>
        <source>With lr {lr} the loss jumps: in {jumps} of the steps it was far above what it was before any learning.</source>
        <translation>lr 为 {lr} 时损失跳动：在 {jumps} 的步骤中远高于学习之前。</translation>
    </message>
    <message>
        <source>With lr {lr} the loss shot up to {peak} times what it was before any learning.</source>
        <translation>lr 为 {lr} 时损失猛增到学习之前的 {peak} 倍。</translation>
    </message>
    <message>
        <source>With lr {lr} the numbers grew until they were none any more.</source>
        <translation>lr 为 {lr} 时，数值不断增大，直到不再是数。</translation>
    </message>
    <message>
        <source>With lr {lr} the training loss goes up and down from epoch to epoch instead of falling.</source>
        <translation>lr 为 {lr} 时，训练损失逐轮忽上忽下，而不是下降。</translation>
    </message>
    <message>
        <source>With {step} no target is a single class that could be left out.</source>
        <translation>有了 {step}，目标不再是可以忽略的单个类别。</translation>
    </message>
    <message>
        <source>Without augmentation the samples have another size than the model takes.</source>
        <translation>不做数据增强时，样本的大小与模型要求的不同。</translation>
    </message>
    <message>
        <source>Without validation the schedule watches the training accuracy.</source>
        <translation>没有验证集时，学习率调度依据训练准确率。</translation>
    </message>
    <message>
        <source>Without {place} nothing would be left to learn.</source>
        <translation>没有 {place} 就没有可学习的东西了。</translation>
    </message>
    <message>
        <source>Write LAYERS = [YourClass] at its end (or LOSSES, TRANSFORMS).</source>
        <translation>请在末尾写 LAYERS = [YourClass]（或 LOSSES、TRANSFORMS）。</translation>
    </message>
    <message>
        <source>Write a number, as the network gets it. Pictures have black, grey, white and mean; series have mean.</source>
        <translation>请写一个数字（网络所得到的数值）。图像可用 black、grey、white 和 mean；序列可用 mean。</translation>
    </message>
    <message>
        <source>Write a plain value, such as 1.0.</source>
        <translation>请直接写出值，例如 1.0。</translation>
    </message>
    <message>
        <source>Write a text of the same name for each.</source>
        <translation>请为每张图像写一个同名文本。</translation>
    </message>
    <message>
        <source>Write a text on each line.</source>
        <translation>每行写一条文本。</translation>
    </message>
    <message>
        <source>Write another class into some of them.</source>
        <translation>请在其中一些里写上另一个类别。</translation>
    </message>
    <message>
        <source>Write it dark on light or light on dark, without transparency.</source>
        <translation>请用浅底深字或深底浅字书写，不要带透明度。</translation>
    </message>
    <message>
        <source>Write it like model.layers[2], counted from 0.</source>
        <translation>请写成 model.layers[2] 的形式，从 0 开始计数。</translation>
    </message>
    <message>
        <source>Write it like training.epochs=1.</source>
        <translation>请写成 training.epochs=1 的形式。</translation>
    </message>
    <message>
        <source>Write its name and a free port, such as 192.168.0.5:29500.</source>
        <translation>请填写它的名称和一个空闲端口，例如 192.168.0.5:29500。</translation>
    </message>
    <message>
        <source>Write one of them.</source>
        <translation>请写其中之一。</translation>
    </message>
    <message>
        <source>Write one such as clamp(x, 0, 1) ** 0.5.</source>
        <translation>请写成例如 clamp(x, 0, 1) ** 0.5。</translation>
    </message>
    <message>
        <source>Write one, or set damaged = “skip”.</source>
        <translation>请写一个，或设 damaged = “skip”。</translation>
    </message>
    <message>
        <source>Write the class alone into the first line.</source>
        <translation>请在第一行只写类别。</translation>
    </message>
    <message>
        <source>Write the class there.</source>
        <translation>请在那里写上类别。</translation>
    </message>
    <message>
        <source>Write the part and a number from 0, such as test:12.</source>
        <translation>请写出部分名称和从 0 开始的编号，例如 test:12。</translation>
    </message>
    <message>
        <source>Write {like}.</source>
        <translation>请写成 {like}。</translation>
    </message>
    <message>
        <source>Write “format = 1”.</source>
        <translation>请写“format = 1”。</translation>
    </message>
    <message>
        <source>Write: workbench blocks {action} NAME FILE.</source>
        <translation>请写成：workbench blocks {action} 名称 文件。</translation>
    </message>
    <message>
        <source>__init__ takes arguments without names.</source>
        <translation>__init__ 含有没有名称的参数。</translation>
    </message>
    <message>
        <source>a batch in {place}</source>
        <translation>{place} 处理一批样本时</translation>
    </message>
    <message>
        <source>a data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>a layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>a list of numbers{range}</source>
        <translation>由{range}数组成的列表</translation>
    </message>
    <message>
        <source>a list of them</source>
        <translation>由这样的数组成的列表</translation>
    </message>
    <message>
        <source>a list of whole numbers{range}</source>
        <translation>由{range}整数组成的列表</translation>
    </message>
    <message>
        <source>a list of {counts} numbers{range}</source>
        <translation>由 {counts} 个{range}数组成的列表</translation>
    </message>
    <message>
        <source>a list of {counts} of them</source>
        <translation>由 {counts} 个这样的数组成的列表</translation>
    </message>
    <message>
        <source>a list of {counts} whole numbers{range}</source>
        <translation>由 {counts} 个{range}整数组成的列表</translation>
    </message>
    <message>
        <source>a loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>a number from {low} to {high}</source>
        <translation>{low} 到 {high} 之间的数</translation>
    </message>
    <message>
        <source>a number{range}</source>
        <translation>一个{range}数</translation>
    </message>
    <message>
        <source>a row of numbers</source>
        <translation>一行数</translation>
    </message>
    <message>
        <source>a scheduler</source>
        <translation>学习率调度器</translation>
    </message>
    <message>
        <source>a series (two axes)</source>
        <translation>一个序列（两个轴）</translation>
    </message>
    <message>
        <source>a step with a batch</source>
        <translation>用一批样本训练一步时</translation>
    </message>
    <message>
        <source>a transform</source>
        <translation>变换</translation>
    </message>
    <message>
        <source>a volume (channels × depth × height × width)</source>
        <translation>一个体积（通道 × 深 × 高 × 宽）</translation>
    </message>
    <message>
        <source>a whole number{range}</source>
        <translation>一个{range}整数</translation>
    </message>
    <message>
        <source>an image (channels × height × width)</source>
        <translation>图像（通道 × 高 × 宽）</translation>
    </message>
    <message>
        <source>an odd number{range}</source>
        <translation>一个{range}奇数</translation>
    </message>
    <message>
        <source>an optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>base_lr is larger than max_lr.</source>
        <translation>base_lr 大于 max_lr。</translation>
    </message>
    <message>
        <source>building the model</source>
        <translation>构建模型时</translation>
    </message>
    <message>
        <source>fairly sure</source>
        <translation>比较确定</translation>
    </message>
    <message>
        <source>first step of the optimizer</source>
        <translation>优化器的第一步</translation>
    </message>
    <message>
        <source>fused and foreach exclude each other.</source>
        <translation>fused 和 foreach 不能同时使用。</translation>
    </message>
    <message>
        <source>groups = {groups} divides {inputs} input channels and {outputs} output channels not evenly.</source>
        <translation>groups = {groups} 不能整除 {inputs} 个输入通道和 {outputs} 个输出通道。</translation>
    </message>
    <message>
        <source>has containers within containers more than {most} deep.</source>
        <translation>的容器嵌套超过了 {most} 层。</translation>
    </message>
    <message>
        <source>has {actual_length} entries; {max_length} are allowed.</source>
        <translation>有 {actual_length} 项；最多允许 {max_length} 项。</translation>
    </message>
    <message>
        <source>holds a letter that no file can hold.</source>
        <translation>含有文件无法保存的字符。</translation>
    </message>
    <message>
        <source>image_size = {size} is no multiple of the patches of {patch} × {patch}.</source>
        <translation>image_size = {size} 不是小块尺寸 {patch} × {patch} 的倍数。</translation>
    </message>
    <message>
        <source>images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>is longer than {max_length} characters.</source>
        <translation>超过 {max_length} 个字符。</translation>
    </message>
    <message>
        <source>is missing.</source>
        <translation>缺失。</translation>
    </message>
    <message>
        <source>is no expression over x: {why} (at place {place}).</source>
        <translation>不是关于 x 的表达式：{why}（第 {place} 个字符处）。</translation>
    </message>
    <message>
        <source>is not known here.</source>
        <translation>在此处未知。</translation>
    </message>
    <message>
        <source>it cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>it cannot be read on</source>
        <translation>从这里起无法读懂</translation>
    </message>
    <message>
        <source>it crashed ({name})</source>
        <translation>它崩溃了（{name}）</translation>
    </message>
    <message>
        <source>it does not fit into the memory</source>
        <translation>内存放不下</translation>
    </message>
    <message>
        <source>it does not hold {name}</source>
        <translation>其中没有 {name}</translation>
    </message>
    <message>
        <source>it ended with code {code}</source>
        <translation>它以代码 {code} 退出</translation>
    </message>
    <message>
        <source>it ends too early</source>
        <translation>文件不完整</translation>
    </message>
    <message>
        <source>it has more than 64 million pixels</source>
        <translation>像素超过 6400 万</translation>
    </message>
    <message>
        <source>it has the label {label}, but there are {count} classes (0 to {last})</source>
        <translation>其中有标签 {label}，但只有 {count} 个类别（0 到 {last}）</translation>
    </message>
    <message>
        <source>it has to give a number for every x</source>
        <translation>它必须对每个 x 给出一个数</translation>
    </message>
    <message>
        <source>it has {images} images for {labels} labels</source>
        <translation>有 {images} 张图像，却有 {labels} 个标签</translation>
    </message>
    <message>
        <source>it has {w} × {h} pixels, more than 64 million</source>
        <translation>有 {w} × {h} 像素，超过 6400 万</translation>
    </message>
    <message>
        <source>it holds no numbers</source>
        <translation>里面没有数</translation>
    </message>
    <message>
        <source>it holds something else than a state_dict</source>
        <translation>其中的内容不是 state_dict</translation>
    </message>
    <message>
        <source>it is a side file of macOS, and no image</source>
        <translation>这是 macOS 的附属文件，不是图像</translation>
    </message>
    <message>
        <source>it is damaged since it was written</source>
        <translation>写入之后已损坏</translation>
    </message>
    <message>
        <source>it is damaged, or no file of plain numbers</source>
        <translation>文件已损坏，或不是纯数值文件</translation>
    </message>
    <message>
        <source>it is damaged, or not a file of plain PyTorch weights</source>
        <translation>文件已损坏，或不是普通的 PyTorch 权重文件</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>文件是空的</translation>
    </message>
    <message>
        <source>it is larger than 10 MB</source>
        <translation>它超过 10 MB</translation>
    </message>
    <message>
        <source>it is longer than {length} signs</source>
        <translation>它长于 {length} 个字符</translation>
    </message>
    <message>
        <source>it is nested more than {depth} deep</source>
        <translation>它的嵌套超过 {depth} 层</translation>
    </message>
    <message>
        <source>it is no such archive, or ends too early</source>
        <translation>它不是这样的压缩包，或内容不完整</translation>
    </message>
    <message>
        <source>it is not a file, or a link that leads nowhere</source>
        <translation>不是文件，或是失效的链接</translation>
    </message>
    <message>
        <source>it is not a text in UTF-8</source>
        <translation>它不是 UTF-8 文本</translation>
    </message>
    <message>
        <source>it is not an image that Pillow knows</source>
        <translation>不是 Pillow 能识别的图像</translation>
    </message>
    <message>
        <source>it is not there</source>
        <translation>文件不存在</translation>
    </message>
    <message>
        <source>it lacked {names} so far</source>
        <translation>此前没有 {names}</translation>
    </message>
    <message>
        <source>it lists no photos</source>
        <translation>其中没有列出照片</translation>
    </message>
    <message>
        <source>it was ended ({name})</source>
        <translation>它被终止（{name}）</translation>
    </message>
    <message>
        <source>it was killed ({name}), probably because the memory was full</source>
        <translation>它被强制终止（{name}），可能是因为内存已满</translation>
    </message>
    <message>
        <source>it would write to {name}</source>
        <translation>它会写到 {name}</translation>
    </message>
    <message>
        <source>its beginning is not that of such a file</source>
        <translation>文件开头不符合此类文件的格式</translation>
    </message>
    <message>
        <source>its checksum is wrong</source>
        <translation>校验和不对</translation>
    </message>
    <message>
        <source>its end is missing</source>
        <translation>文件结尾缺失</translation>
    </message>
    <message>
        <source>its images are not 16 × 16</source>
        <translation>其中的图像不是 16 × 16</translation>
    </message>
    <message>
        <source>its images are not 32 × 32 in three colours</source>
        <translation>其中的图像不是 32 × 32 的三通道彩色图像</translation>
    </message>
    <message>
        <source>its numbers have 32 bits; save it with 8 or 16</source>
        <translation>数值为 32 位；请存为 8 位或 16 位</translation>
    </message>
    <message>
        <source>its size does not fit the model</source>
        <translation>其尺寸与模型不符</translation>
    </message>
    <message>
        <source>its weights are not those of this model ({reason})</source>
        <translation>其权重不属于此模型（{reason}）</translation>
    </message>
    <message>
        <source>judging the model</source>
        <translation>评估模型时</translation>
    </message>
    <message>
        <source>line {number} is of an earlier step than the line before</source>
        <translation>第 {number} 行的步数早于前一行</translation>
    </message>
    <message>
        <source>line {number} says nothing that can be done</source>
        <translation>第 {number} 行的内容无法执行</translation>
    </message>
    <message>
        <source>must be "auto", "cpu", "mps", "cuda", or "cuda:1" for the second one (it is {given}).</source>
        <translation>必须是 "auto"、"cpu"、"mps"、"cuda"，或表示第二块的 "cuda:1"（当前为 {given}）。</translation>
    </message>
    <message>
        <source>must be a finite number (it is {given}).</source>
        <translation>必须是有限的数（当前为 {given}）。</translation>
    </message>
    <message>
        <source>must be a list (it is {given}).</source>
        <translation>必须是列表（当前为 {given}）。</translation>
    </message>
    <message>
        <source>must be a number (it is {given}).</source>
        <translation>必须是数（当前为 {given}）。</translation>
    </message>
    <message>
        <source>must be a table (it is {given}).</source>
        <translation>必须是表（当前为 {given}）。</translation>
    </message>
    <message>
        <source>must be a table with a type (it is {given}).</source>
        <translation>必须是带 type 的表（当前为 {given}）。</translation>
    </message>
    <message>
        <source>must be a text in quotes (it is {given}).</source>
        <translation>必须是带引号的文本（当前为 {given}）。</translation>
    </message>
    <message>
        <source>must be a whole number (it is {given}).</source>
        <translation>必须是整数（当前为 {given}）。</translation>
    </message>
    <message>
        <source>must be at least {ge} (it is {given}).</source>
        <translation>必须至少为 {ge}（当前为 {given}）。</translation>
    </message>
    <message>
        <source>must be at most {le} (it is {given}).</source>
        <translation>必须至多为 {le}（当前为 {given}）。</translation>
    </message>
    <message>
        <source>must be less than {lt} (it is {given}).</source>
        <translation>必须小于 {lt}（当前为 {given}）。</translation>
    </message>
    <message>
        <source>must be more than {gt} (it is {given}).</source>
        <translation>必须大于 {gt}（当前为 {given}）。</translation>
    </message>
    <message>
        <source>must be one line of text.</source>
        <translation>必须是单行文本。</translation>
    </message>
    <message>
        <source>must be true or false (it is {given}).</source>
        <translation>必须是 true 或 false（当前为 {given}）。</translation>
    </message>
    <message>
        <source>must be {expected} (it is {given}).</source>
        <translation>必须是 {expected}（当前为 {given}）。</translation>
    </message>
    <message>
        <source>needs {wanted} (it is {given}).</source>
        <translation>需要{wanted}（当前为 {given}）。</translation>
    </message>
    <message>
        <source>none of the weights that it knows is left</source>
        <translation>它所记录的权重一个也不剩</translation>
    </message>
    <message>
        <source>one has {first} samples, the other {second}</source>
        <translation>一个有 {first} 个样本，另一个有 {second} 个</translation>
    </message>
    <message>
        <source>one is of the part “{first}”, the other of “{second}”</source>
        <translation>一个来自“{first}”部分，另一个来自“{second}”部分</translation>
    </message>
    <message>
        <source>padding = “same” works with stride 1 only.</source>
        <translation>padding = “same”仅在 stride 为 1 时可用。</translation>
    </message>
    <message>
        <source>padding_mode = “{mode}” needs a padding smaller than the image ({shape}).</source>
        <translation>padding_mode = “{mode}”要求填充小于图像 ({shape})。</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>possible</source>
        <translation>有可能</translation>
    </message>
    <message>
        <source>preparing the data</source>
        <translation>准备数据时</translation>
    </message>
    <message>
        <source>probable</source>
        <translation>很可能</translation>
    </message>
    <message>
        <source>series</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>shuffle is off.</source>
        <translation>shuffle 已关闭。</translation>
    </message>
    <message>
        <source>shuffle is off. In a mixture, about {even} would have the class of the one before.</source>
        <translation>shuffle 已关闭。混合时，约有 {even} 的样本与前一个类别相同。</translation>
    </message>
    <message>
        <source>something else</source>
        <translation>其他形式</translation>
    </message>
    <message>
        <source>start_dim = {start} comes after end_dim = {end}.</source>
        <translation>start_dim = {start} 在 end_dim = {end} 之后。</translation>
    </message>
    <message>
        <source>step {step} (epoch {epoch}, batch {batch})</source>
        <translation>第 {step} 步（第 {epoch} 轮第 {batch} 批）</translation>
    </message>
    <message>
        <source>tables</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>test part</source>
        <translation>测试部分</translation>
    </message>
    <message>
        <source>texts</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>the bytes are not the right ones (wrong checksum)</source>
        <translation>收到的内容不对（校验和错误）</translation>
    </message>
    <message>
        <source>the connection broke off</source>
        <translation>连接中断</translation>
    </message>
    <message>
        <source>the connection broke off after {done:,} of {total:,} bytes</source>
        <translation>收到 {done:,} / {total:,} 字节后连接中断</translation>
    </message>
    <message>
        <source>the data, the loss, or what the model computes differ, so that the losses before cannot be compared</source>
        <translation>数据、损失函数或模型的计算不同，先前的损失无法比较</translation>
    </message>
    <message>
        <source>the file is not there</source>
        <translation>文件不存在</translation>
    </message>
    <message>
        <source>the number of values that {name} takes is {count}</source>
        <translation>{name} 需要的值的个数是 {count}</translation>
    </message>
    <message>
        <source>the server answered {code} {words}</source>
        <translation>服务器回应 {code} {words}</translation>
    </message>
    <message>
        <source>the server does not answer</source>
        <translation>服务器没有回应</translation>
    </message>
    <message>
        <source>the server sends another part of the file than was asked for</source>
        <translation>服务器发来的不是所要的那一部分</translation>
    </message>
    <message>
        <source>the sign in “{part}” is not known</source>
        <translation>“{part}”中的运算符在此未知</translation>
    </message>
    <message>
        <source>the smaller number of a pair first</source>
        <translation>每对数中较小的在前</translation>
    </message>
    <message>
        <source>the weights of the best epoch until then are not kept any more</source>
        <translation>截至那时最佳轮次的权重已不再保留</translation>
    </message>
    <message>
        <source>their data, seeds or validation_fraction differ</source>
        <translation>它们的数据、seed 或 validation_fraction 不同</translation>
    </message>
    <message>
        <source>there is no such file</source>
        <translation>没有此文件</translation>
    </message>
    <message>
        <source>they do not predict the same</source>
        <translation>它们预测的内容不同</translation>
    </message>
    <message>
        <source>training part</source>
        <translation>训练部分</translation>
    </message>
    <message>
        <source>validation part</source>
        <translation>验证部分</translation>
    </message>
    <message>
        <source>validation_fraction is 0; the curves of the training part alone cannot tell.</source>
        <translation>validation_fraction 为 0；单凭训练部分的曲线无法判断。</translation>
    </message>
    <message>
        <source>very sure</source>
        <translation>非常确定</translation>
    </message>
    <message>
        <source>{before} and {after} keep other things</source>
        <translation>{before} 与 {after} 记录的内容不同</translation>
    </message>
    <message>
        <source>{before} or {last}</source>
        <translation>{before} 或 {last}</translation>
    </message>
    <message>
        <source>{classes} classes need {classes} outputs; here are {outputs}.</source>
        <translation>{classes} 个类别需要 {classes} 个输出；这里有 {outputs} 个。</translation>
    </message>
    <message>
        <source>{count} images have no label and are left out, {path} first.</source>
        <translation>{count} 张图像没有标签，已略去，第一张是 {path}。</translation>
    </message>
    <message>
        <source>{count} layers of {kinds} follow one another, and the loss does not move: the gradient has most likely faded before it reaches the first ones.</source>
        <translation>{count} 个 {kinds} 层前后相连，而损失不动：梯度很可能在到达最前几层之前就消失了。</translation>
    </message>
    <message>
        <source>{count} numbers to predict need {count} outputs; here are {outputs}.</source>
        <translation>预测 {count} 个数需要 {count} 个输出；这里有 {outputs} 个。</translation>
    </message>
    <message>
        <source>{count} of the {all} corrections are not applied: there is no {part}[{index}] any more.</source>
        <translation>{all} 处更正中有 {count} 处未生效：已没有 {part}[{index}]。</translation>
    </message>
    <message>
        <source>{count} of the {all} corrections are not applied: {part}[{index}] was “{was}” when it was corrected, and is “{now}” now.</source>
        <translation>{all} 处更正中有 {count} 处未生效：{part}[{index}] 更正时为“{was}”，现在为“{now}”。</translation>
    </message>
    <message>
        <source>{count} of the {all} corrections are not applied: {part}[{index}] was “{was}”, which these data do not have.</source>
        <translation>{all} 处更正中有 {count} 处未生效：{part}[{index}] 原为“{was}”，而这些数据中没有它。</translation>
    </message>
    <message>
        <source>{count} of the {all} corrections do not fit these data.</source>
        <translation>{all} 处更正中有 {count} 处不适用于这些数据。</translation>
    </message>
    <message>
        <source>{count} of {judged} samples have a label that the model contradicts with confidence, most often “{label}”, which it takes for “{other}”.</source>
        <translation>{judged} 个样本中有 {count} 个的标签与模型的确信判断相矛盾，最常见的是把“{label}”看作“{other}”。</translation>
    </message>
    <message>
        <source>{count} rows of {path} name an image that an earlier row has named; each counts once.</source>
        <translation>{path} 中有 {count} 行的图像在前面已出现过；每张只算一次。</translation>
    </message>
    <message>
        <source>{count} rows were left out because something was missing in them.</source>
        <translation>有 {count} 行因为有缺失而被去掉。</translation>
    </message>
    <message>
        <source>{count} samples are the same: {places}.</source>
        <translation>{count} 个样本相同：{places}。</translation>
    </message>
    <message>
        <source>{count} tensors of the run have no place in this model, and are left out.</source>
        <translation>该运行的 {count} 个张量在此模型中没有位置，已略去。</translation>
    </message>
    <message>
        <source>{count} texts have no image of the same name, {path} first.</source>
        <translation>{count} 个文本没有同名图像，第一个是 {path}。</translation>
    </message>
    <message>
        <source>{count} training samples do not fill one batch.</source>
        <translation>{count} 个训练样本不够一批。</translation>
    </message>
    <message>
        <source>{device} is one device; {workers} processes cannot share it.</source>
        <translation>{device} 是单个设备，{workers} 个进程不能共用它。</translation>
    </message>
    <message>
        <source>{file} declares no part.</source>
        <translation>{file} 没有声明任何部件。</translation>
    </message>
    <message>
        <source>{file} is no file of at most 1 MB.</source>
        <translation>{file} 不是至多 1 MB 的文件。</translation>
    </message>
    <message>
        <source>{file} is not a Python file that can be read.</source>
        <translation>{file} 不是可读取的 Python 文件。</translation>
    </message>
    <message>
        <source>{file} is not what was shown: it has changed, or the hash is another.</source>
        <translation>{file} 与所显示的不同：它已更改，或哈希值不符。</translation>
    </message>
    <message>
        <source>{file}, line {line}: Python does not understand it: {reason}.</source>
        <translation>{file} 第 {line} 行：Python 无法理解：{reason}。</translation>
    </message>
    <message>
        <source>{file}, line {line}: {reason}.</source>
        <translation>{file} 第 {line} 行：{reason}。</translation>
    </message>
    <message>
        <source>{file}, line {line}: {said}</source>
        <translation>{file} 第 {line} 行：{said}</translation>
    </message>
    <message>
        <source>{file}: the name of the file must be a word of Python.</source>
        <translation>{file}：文件名必须是合法的 Python 标识符。</translation>
    </message>
    <message>
        <source>{file}: {reason}.</source>
        <translation>{file}：{reason}。</translation>
    </message>
    <message>
        <source>{first} and {second} are the same, but one is labelled “{a}”, the other “{b}”.</source>
        <translation>{first} 与 {second} 相同，但一个标签为“{a}”，另一个为“{b}”。</translation>
    </message>
    <message>
        <source>{first} and{second}</source>
        <translation>{first}、{second}</translation>
    </message>
    <message>
        <source>{first}, or {second}</source>
        <translation>{first}，或{second}</translation>
    </message>
    <message>
        <source>{first}; {second}</source>
        <translation>{first}；{second}</translation>
    </message>
    <message>
        <source>{fitted} of {count} tensors came from the file; at random begin {names}.</source>
        <translation>{count} 个张量中有 {fitted} 个来自文件；随机初始化的有 {names}。</translation>
    </message>
    <message>
        <source>{fixed} fixed, {broken} broken: better, and hardly by chance (McNemar's exact test: p = {p}).</source>
        <translation>改对 {fixed} 个，改错 {broken} 个：更好，且几乎不可能是偶然（McNemar 精确检验：p = {p}）。</translation>
    </message>
    <message>
        <source>{fixed} fixed, {broken} broken: this may be chance (McNemar's exact test: p = {p}).</source>
        <translation>改对 {fixed} 个，改错 {broken} 个：这可能是偶然（McNemar 精确检验：p = {p}）。</translation>
    </message>
    <message>
        <source>{fixed} fixed, {broken} broken: worse, and hardly by chance (McNemar's exact test: p = {p}).</source>
        <translation>改对 {fixed} 个，改错 {broken} 个：更差，且几乎不可能是偶然（McNemar 精确检验：p = {p}）。</translation>
    </message>
    <message>
        <source>{given} is not known here, and its table is not one that can be kept.</source>
        <translation>此处不认识 {given}，其内容也无法保留。</translation>
    </message>
    <message>
        <source>{given} is not {noun} of this program.</source>
        <translation>{given} 不是本程序的{noun}。</translation>
    </message>
    <message>
        <source>{hint}.</source>
        <translation>{hint}。</translation>
    </message>
    <message>
        <source>{layer} does not fit an input of {shape}.</source>
        <translation>{layer} 与 {shape} 的输入不匹配。</translation>
    </message>
    <message>
        <source>{layer} gets the numbers of tokens, which are names: 7 is not more than 3.</source>
        <translation>{layer} 得到的是词元的编号，它们只是名称：7 并不比 3 大。</translation>
    </message>
    <message>
        <source>{layer} has no heads that attend to steps.</source>
        <translation>{layer} 没有注意力头。</translation>
    </message>
    <message>
        <source>{layer} has no layers inside.</source>
        <translation>{layer} 内部没有层。</translation>
    </message>
    <message>
        <source>{layer} has no weights that could be drawn.</source>
        <translation>{layer} 没有可绘制的权重。</translation>
    </message>
    <message>
        <source>{layer} is not made of one window of its input.</source>
        <translation>{layer} 的输出不是由输入的单个窗口得出的。</translation>
    </message>
    <message>
        <source>{layer} is saturated: {share} of its answers are at their limits, where the gradient is almost 0.</source>
        <translation>{layer} 已饱和：其 {share} 的输出处于极限，梯度几乎为 0。</translation>
    </message>
    <message>
        <source>{layer} looks up tokens, and here come no tokens but measured numbers.</source>
        <translation>{layer} 用来查找词元，而这里来的不是词元，而是测量值。</translation>
    </message>
    <message>
        <source>{layer} needs more than one sample per batch.</source>
        <translation>{layer} 要求每批多于一个样本。</translation>
    </message>
    <message>
        <source>{layer} needs {wanted}, but gets {given} ({shape}).</source>
        <translation>{layer} 需要{wanted}，但得到的是{given} ({shape})。</translation>
    </message>
    <message>
        <source>{layer} of one number is always the same.</source>
        <translation>对单个数做 {layer}，结果永远不变。</translation>
    </message>
    <message>
        <source>{layer} puts nothing out: the network uses its weights without calling it.</source>
        <translation>{layer} 没有输出：网络使用它的权重，却不调用它。</translation>
    </message>
    <message>
        <source>{layer} puts out no maps of more than one place.</source>
        <translation>{layer} 不输出多于一个位置的特征图。</translation>
    </message>
    <message>
        <source>{layer} takes its means from batches of only {size} samples.</source>
        <translation>{layer} 的均值只取自 {size} 个样本的批次。</translation>
    </message>
    <message>
        <source>{layer} works the other way round: it spreads each of its inputs over a window of the output.</source>
        <translation>{layer} 的方向相反：它把每个输入分布到输出的一个窗口上。</translation>
    </message>
    <message>
        <source>{loss} cannot be used: {reason}.</source>
        <translation>无法使用 {loss}：{reason}。</translation>
    </message>
    <message>
        <source>{loss} does not depend on the model's outputs.</source>
        <translation>{loss} 与模型的输出无关。</translation>
    </message>
    <message>
        <source>{loss} does the {does} itself; after {layer} the network learns slowly.</source>
        <translation>{loss} 自身已包含 {does}；前面再加 {layer} 会使网络学得很慢。</translation>
    </message>
    <message>
        <source>{loss} gives no single number.</source>
        <translation>{loss} 给出的不是单个数。</translation>
    </message>
    <message>
        <source>{loss} needs classes, and these data have numbers to predict.</source>
        <translation>{loss} 需要类别，而这些数据要预测的是数值。</translation>
    </message>
    <message>
        <source>{loss} needs classes; an autoencoder is compared with its input, number by number.</source>
        <translation>{loss} 需要类别；自编码器则是逐个数值与输入比较。</translation>
    </message>
    <message>
        <source>{loss} needs targets between 0 and 1, and after Normalize the input is outside.</source>
        <translation>{loss} 要求目标在 0 与 1 之间，而经过 Normalize 的输入超出了这个范围。</translation>
    </message>
    <message>
        <source>{loss} takes log-probabilities; the model must end with LogSoftmax.</source>
        <translation>{loss} 接收对数概率；模型必须以 LogSoftmax 结尾。</translation>
    </message>
    <message>
        <source>{loss} takes probabilities between 0 and 1; the model must end with Sigmoid.</source>
        <translation>{loss} 的输入是 0 到 1 之间的概率；模型必须以 Sigmoid 结尾。</translation>
    </message>
    <message>
        <source>{name} = {value} does not divide {size}.</source>
        <translation>{name} = {value} 不能整除 {size}。</translation>
    </message>
    <message>
        <source>{name} cannot be the name of a parameter.</source>
        <translation>{name} 不能作参数名。</translation>
    </message>
    <message>
        <source>{name} could not be downloaded ({reasons}).</source>
        <translation>无法下载 {name} ({reasons})。</translation>
    </message>
    <message>
        <source>{name} has no default.</source>
        <translation>{name} 没有默认值。</translation>
    </message>
    <message>
        <source>{name} has no docstring.</source>
        <translation>{name} 没有文档字符串。</translation>
    </message>
    <message>
        <source>{name} is damaged: how often the test part was looked at is not known.</source>
        <translation>{name} 已损坏：不知道测试部分被查看过多少次。</translation>
    </message>
    <message>
        <source>{name} is no class of this file.</source>
        <translation>{name} 不是此文件中的类。</translation>
    </message>
    <message>
        <source>{name} must be one of {words}.</source>
        <translation>{name} 必须是 {words} 之一。</translation>
    </message>
    <message>
        <source>{name} needs a type that a form can show.</source>
        <translation>{name} 需要表单能显示的类型。</translation>
    </message>
    <message>
        <source>{name} needs values with an x in them</source>
        <translation>{name} 需要含有 x 的值</translation>
    </message>
    <message>
        <source>{name} needs {need:,.0f} MB more, and the disk of {folder} has {free:,.0f} MB free.</source>
        <translation>{name} 还需要 {need:,.0f} MB，而 {folder} 所在的磁盘只剩 {free:,.0f} MB。</translation>
    </message>
    <message>
        <source>{name} shows no digit: it is of one colour all over.</source>
        <translation>{name} 中没有数字：整张图只有一种颜色。</translation>
    </message>
    <message>
        <source>{network} has no part {name}.</source>
        <translation>{network} 没有名为 {name} 的部分。</translation>
    </message>
    <message>
        <source>{network} needs images of at least {least} × {least}; here are {shape}.</source>
        <translation>{network} 需要至少 {least} × {least} 的图像；这里是 {shape}。</translation>
    </message>
    <message>
        <source>{network} takes colour images of 3 channels; here are {shape}.</source>
        <translation>{network} 接受 3 通道的彩色图像；这里是 {shape}。</translation>
    </message>
    <message>
        <source>{network} takes images of {side} × {side}; here are {shape}.</source>
        <translation>{network} 接受 {side} × {side} 的图像；这里是 {shape}。</translation>
    </message>
    <message>
        <source>{nodes} machines need to know where the first of them is reached.</source>
        <translation>{nodes} 台机器需要知道第一台的地址。</translation>
    </message>
    <message>
        <source>{optimizer} cannot work with float16: it would have to scale the loss within a step.</source>
        <translation>{optimizer} 不能用 float16：它需要在一步之内缩放损失。</translation>
    </message>
    <message>
        <source>{optimizer} finds the lengths of its steps itself: a search for its learning rate says nothing.</source>
        <translation>{optimizer} 自行确定步长：搜索它的学习率没有意义。</translation>
    </message>
    <message>
        <source>{optimizer} has no momentum that could go up and down.</source>
        <translation>{optimizer} 没有可以升降的动量。</translation>
    </message>
    <message>
        <source>{optimizer} has one learning rate for all layers.</source>
        <translation>{optimizer} 对所有层只有一个学习率。</translation>
    </message>
    <message>
        <source>{optimizer} mostly begins with {usual}. The update ratio was not measured.</source>
        <translation>{optimizer} 通常从 {usual} 开始。更新比没有测量。</translation>
    </message>
    <message>
        <source>{optimizer} mostly begins with {usual}; this is {times} times that. The update ratio was not measured.</source>
        <translation>{optimizer} 一般从 {usual} 开始；这里是它的 {times} 倍。未测量更新比。</translation>
    </message>
    <message>
        <source>{optimizer} moves all weights together, so that none can be frozen on the way.</source>
        <translation>{optimizer} 一起移动所有权重，因此不能中途冻结。</translation>
    </message>
    <message>
        <source>{part}[{index}] cannot get a label: these data have no classes.</source>
        <translation>{part}[{index}] 不能有标签：这些数据没有类别。</translation>
    </message>
    <message>
        <source>{part}[{index}] is corrected twice.</source>
        <translation>{part}[{index}] 被更正了两次。</translation>
    </message>
    <message>
        <source>{part}[{index}] shall be “{label}”, which is no class of these data.</source>
        <translation>{part}[{index}] 要改为“{label}”，但这些数据没有这个类别。</translation>
    </message>
    <message>
        <source>{path} can no longer be written: {reason}.</source>
        <translation>无法再写入 {path}：{reason}。</translation>
    </message>
    <message>
        <source>{path} cannot be followed: {reason}.</source>
        <translation>无法照着 {path} 执行：{reason}。</translation>
    </message>
    <message>
        <source>{path} cannot be judged: {reason}.</source>
        <translation>无法判断 {path}：{reason}。</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}.</source>
        <translation>无法读取 {path}：{reason}。</translation>
    </message>
    <message>
        <source>{path} cannot be the file: its folder is not there, or it is one.</source>
        <translation>{path} 不能作为文件：其所在文件夹不存在，或它本身是文件夹。</translation>
    </message>
    <message>
        <source>{path} cannot be the file: its folder is not there.</source>
        <translation>{path} 不能作为文件：其文件夹不存在。</translation>
    </message>
    <message>
        <source>{path} cannot be unpacked: {reason}.</source>
        <translation>无法解压 {path}：{reason}。</translation>
    </message>
    <message>
        <source>{path} cannot be used: without it nobody knows what the numbers of the input mean.</source>
        <translation>{path} 无法使用：没有它，就无法知道输入的数字是什么意思。</translation>
    </message>
    <message>
        <source>{path} cannot be used: {reason}.</source>
        <translation>无法使用 {path}：{reason}。</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}.</source>
        <translation>无法写入 {path}：{reason}。</translation>
    </message>
    <message>
        <source>{path} cannot go on: every checkpoint in it is damaged.</source>
        <translation>{path} 无法继续：其中的检查点全部损坏。</translation>
    </message>
    <message>
        <source>{path} cannot go on: there is no checkpoint in it.</source>
        <translation>{path} 无法继续：其中没有检查点。</translation>
    </message>
    <message>
        <source>{path} cannot hold this: there are {count} samples, each of which makes a {ending} file.</source>
        <translation>{path} 放不下这些内容：有 {count} 个样本，每个样本生成一个 {ending} 文件。</translation>
    </message>
    <message>
        <source>{path} does not end in .png.</source>
        <translation>{path} 不是以 .png 结尾。</translation>
    </message>
    <message>
        <source>{path} had made {ended} epochs by that checkpoint, and the experiment has {epochs} in all.</source>
        <translation>{path} 在该检查点时已完成 {ended} 轮，而实验总共有 {epochs} 轮。</translation>
    </message>
    <message>
        <source>{path} has a header, but no rows.</source>
        <translation>{path} 有表头，但没有数据行。</translation>
    </message>
    <message>
        <source>{path} has changed since the run began.</source>
        <translation>训练开始后，{path} 被改动了。</translation>
    </message>
    <message>
        <source>{path} has come further than {epochs} epochs.</source>
        <translation>{path} 已经超过 {epochs} 轮。</translation>
    </message>
    <message>
        <source>{path} has more points than can be shown; the rest is left out.</source>
        <translation>{path} 中的点多得无法全部显示；其余的已略去。</translation>
    </message>
    <message>
        <source>{path} has no array “{name}”; it has {names}.</source>
        <translation>{path} 没有数组“{name}”；它有 {names}。</translation>
    </message>
    <message>
        <source>{path} has no checkpoint of step {step}.</source>
        <translation>{path} 没有第 {step} 步的检查点。</translation>
    </message>
    <message>
        <source>{path} has no checkpoint yet, so nothing can be branched off it.</source>
        <translation>{path} 还没有检查点，因此无法从它分支。</translation>
    </message>
    <message>
        <source>{path} has no column left for the label.</source>
        <translation>{path} 没有剩下可作标签的列。</translation>
    </message>
    <message>
        <source>{path} has no column left to learn from.</source>
        <translation>{path} 没有剩下可供学习的列。</translation>
    </message>
    <message>
        <source>{path} has no column “{name}”.</source>
        <translation>{path} 没有列“{name}”。</translation>
    </message>
    <message>
        <source>{path} has no column “{name}”; it has {names}.</source>
        <translation>{path} 没有列“{name}”；它有 {names}。</translation>
    </message>
    <message>
        <source>{path} has no validation part, and its test part is not looked at unasked.</source>
        <translation>{path} 没有验证部分，而测试部分不会在未经要求时查看。</translation>
    </message>
    <message>
        <source>{path} has one column only; an image and its label are needed.</source>
        <translation>{path} 只有一列；需要图像和标签两列。</translation>
    </message>
    <message>
        <source>{path} has one column only; texts need another one with their labels.</source>
        <translation>{path} 只有一列；文本还需要另一列标签。</translation>
    </message>
    <message>
        <source>{path} has two columns called “{name}”.</source>
        <translation>{path} 有两列都叫“{name}”。</translation>
    </message>
    <message>
        <source>{path} holds an array of the form {found}; one sample of the run has the form {wanted}.</source>
        <translation>{path} 中数组的形状是 {found}；这次运行的一个样本的形状是 {wanted}。</translation>
    </message>
    <message>
        <source>{path} holds an earlier run.</source>
        <translation>{path} 中已有之前的运行。</translation>
    </message>
    <message>
        <source>{path} holds one array only; inputs and targets are needed.</source>
        <translation>{path} 只有一个数组；需要输入和目标。</translation>
    </message>
    <message>
        <source>{path} is being trained by another process.</source>
        <translation>{path} 正由另一个进程训练。</translation>
    </message>
    <message>
        <source>{path} is damaged or was cut off; what comes before that is shown.</source>
        <translation>{path} 已损坏或被截断；显示的是此前的内容。</translation>
    </message>
    <message>
        <source>{path} is damaged. The branch begins at the checkpoint before it, after step {step}.</source>
        <translation>{path} 已损坏。分支从它之前的检查点开始，即第 {step} 步之后。</translation>
    </message>
    <message>
        <source>{path} is damaged. The run goes on from the checkpoint before it, after step {step}.</source>
        <translation>{path} 已损坏。该运行从它之前的检查点继续，即第 {step} 步之后。</translation>
    </message>
    <message>
        <source>{path} is damaged: {reason}.</source>
        <translation>{path} 已损坏：{reason}。</translation>
    </message>
    <message>
        <source>{path} is empty.</source>
        <translation>{path} 是空的。</translation>
    </message>
    <message>
        <source>{path} is finished: it has made all of its {ended} epochs.</source>
        <translation>{path} 已完成：全部 {ended} 轮都已进行。</translation>
    </message>
    <message>
        <source>{path} is finished: it stopped early after epoch {ended}, as the loss fell no more.</source>
        <translation>{path} 已完成：由于损失不再下降，在第 {ended} 轮后提前停止。</translation>
    </message>
    <message>
        <source>{path} is larger than 10 MB.</source>
        <translation>{path} 大于 10 MB。</translation>
    </message>
    <message>
        <source>{path} is larger than 500 MB.</source>
        <translation>{path} 超过 500 MB。</translation>
    </message>
    <message>
        <source>{path} is neither .svg nor .png.</source>
        <translation>{path} 既不是 .svg 也不是 .png。</translation>
    </message>
    <message>
        <source>{path} is no .npz file, or damaged.</source>
        <translation>{path} 不是 .npz 文件，或已损坏。</translation>
    </message>
    <message>
        <source>{path} is no file of series.</source>
        <translation>{path} 不是序列文件。</translation>
    </message>
    <message>
        <source>{path} is no folder.</source>
        <translation>{path} 不是文件夹。</translation>
    </message>
    <message>
        <source>{path} is no text file.</source>
        <translation>{path} 不是文本文件。</translation>
    </message>
    <message>
        <source>{path} is no text in {encoding}.</source>
        <translation>{path} 不是 {encoding} 编码的文本。</translation>
    </message>
    <message>
        <source>{path} is not a file.</source>
        <translation>{path} 不是文件。</translation>
    </message>
    <message>
        <source>{path} is not a folder.</source>
        <translation>{path} 不是文件夹。</translation>
    </message>
    <message>
        <source>{path} is not a run: there is no experiment.toml in it.</source>
        <translation>{path} 不是运行文件夹：其中没有 experiment.toml。</translation>
    </message>
    <message>
        <source>{path} is not a text in UTF-8.</source>
        <translation>{path} 不是 UTF-8 文本。</translation>
    </message>
    <message>
        <source>{path} is not in the folder of own code.</source>
        <translation>{path} 不在自有代码文件夹中。</translation>
    </message>
    <message>
        <source>{path} is one file, but there are {count} pictures.</source>
        <translation>{path} 是一个文件，但有 {count} 张图片。</translation>
    </message>
    <message>
        <source>{path} is there already.</source>
        <translation>{path} 已存在。</translation>
    </message>
    <message>
        <source>{path} is too long for a text that names a class.</source>
        <translation>{path} 太长，不像是写类别的文本。</translation>
    </message>
    <message>
        <source>{path} read back differs by {difference}.</source>
        <translation>重新读取的 {path} 相差 {difference}。</translation>
    </message>
    <message>
        <source>{path} was changed since the run began, so its checkpoints do not fit it.</source>
        <translation>{path} 在该运行开始后被更改，因此其检查点与之不符。</translation>
    </message>
    <message>
        <source>{path}, line {line}: in the column “{name}” something is missing.</source>
        <translation>{path} 第 {line} 行：列“{name}”有缺失。</translation>
    </message>
    <message>
        <source>{path}, line {line}: in training, the column “{name}” never held “{word}”; it counts as none of its words.</source>
        <translation>{path} 第 {line} 行：训练时“{name}”列从未出现“{word}”；按不属于任何词处理。</translation>
    </message>
    <message>
        <source>{path}, line {line}: no image is named.</source>
        <translation>{path} 第 {line} 行：没有写图像。</translation>
    </message>
    <message>
        <source>{path}, line {line}: the column “{name}” is to be predicted, and here it is empty.</source>
        <translation>{path} 第 {line} 行：列“{name}”是要预测的，这里却是空的。</translation>
    </message>
    <message>
        <source>{path}, line {line}: the text is empty.</source>
        <translation>{path} 第 {line} 行：文本为空。</translation>
    </message>
    <message>
        <source>{path}, line {line}: the training part has no class “{word}”.</source>
        <translation>{path} 第 {line} 行：训练部分没有类别“{word}”。</translation>
    </message>
    <message>
        <source>{path}, line {line}: there is no file “{file}”; of {count} images {missing} are missing.</source>
        <translation>{path} 第 {line} 行：没有文件“{file}”；{count} 张图像中缺 {missing} 张。</translation>
    </message>
    <message>
        <source>{path}, line {line}: {found} cells, but the header has {wanted}.</source>
        <translation>{path} 第 {line} 行：有 {found} 个单元格，而表头有 {wanted} 个。</translation>
    </message>
    <message>
        <source>{path}, line {line}: {reason}.</source>
        <translation>{path} 第 {line} 行：{reason}。</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{cell}” in the column “{name}” is no number.</source>
        <translation>{path} 第 {line} 行：列“{name}”中的“{cell}”不是数。</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{name}” has no label.</source>
        <translation>{path} 第 {line} 行：“{name}”没有标签。</translation>
    </message>
    <message>
        <source>{path}, line {line}: “{name}” is labelled “{label}”, but “{other}” in line {before}.</source>
        <translation>{path} 第 {line} 行：“{name}”标签为“{label}”，而第 {before} 行为“{other}”。</translation>
    </message>
    <message>
        <source>{path}: sample {row} holds a number that is not finite (NaN, infinity, or too large).</source>
        <translation>{path}：第 {row} 个样本含有非有限的数（NaN、无穷大或过大）。</translation>
    </message>
    <message>
        <source>{place} could not work on a batch: {reason}.</source>
        <translation>{place} 无法处理一批样本：{reason}。</translation>
    </message>
    <message>
        <source>{place} has no weights that this run could learn: it has none, or is frozen in the experiment.</source>
        <translation>{place} 没有这次训练可以学习的权重：它没有权重，或在实验中已被冻结。</translation>
    </message>
    <message>
        <source>{place} is no layer of this model.</source>
        <translation>{place} 不是该模型中的层。</translation>
    </message>
    <message>
        <source>{place} is of one colour all over.</source>
        <translation>{place} 整张只有一种颜色。</translation>
    </message>
    <message>
        <source>{reason}.</source>
        <translation>{reason}。</translation>
    </message>
    <message>
        <source>{remedy}</source>
        <translation>{remedy}</translation>
    </message>
    <message>
        <source>{root} has too many runs of one second.</source>
        <translation>{root} 中同一秒的运行过多。</translation>
    </message>
    <message>
        <source>{scheduler} is as long as the run: from here on, the learning rate is that of a run of {epochs} epochs.</source>
        <translation>{scheduler} 与整个运行等长：从此处起，学习率按 {epochs} 轮的运行计算。</translation>
    </message>
    <message>
        <source>{shared} of the {compared} samples for validation and test stand in the training part, too, number by number.</source>
        <translation>用于验证和测试的 {compared} 个样本中，有 {shared} 个逐数字地也出现在训练部分。</translation>
    </message>
    <message>
        <source>{sizes} make {count} numbers, but the axis has {size}.</source>
        <translation>{sizes} 共 {count} 个数，而该轴有 {size} 个。</translation>
    </message>
    <message>
        <source>{step} is a step for {kinds}; this data set has {kind}.</source>
        <translation>{step} 是用于{kinds}的步骤；这个数据集是{kind}。</translation>
    </message>
    <message>
        <source>{step} makes targets that are shares of several classes; this model is not to tell classes.</source>
        <translation>{step} 产生的目标是多个类别的份额；而此模型不是用来区分类别的。</translation>
    </message>
    <message>
        <source>{step} makes targets that are shares of several classes; {loss} does not take them.</source>
        <translation>{step} 产生的目标是多个类别的份额；{loss} 不接受这样的目标。</translation>
    </message>
    <message>
        <source>{step} mixes whole batches, so no step for single samples can come after it.</source>
        <translation>{step} 混合整个批次，因此其后不能再有针对单个样本的步骤。</translation>
    </message>
    <message>
        <source>{taken} of {count} tensors come from the run; these begin anew: {names}.</source>
        <translation>{count} 个张量中有 {taken} 个来自该运行；以下重新开始：{names}。</translation>
    </message>
    <message>
        <source>{test} is in the test part, and the same is in the training part: {train}.</source>
        <translation>{test} 在测试部分，训练部分有相同的样本：{train}。</translation>
    </message>
    <message>
        <source>{train} training samples in batches of {size} leave 1 over.</source>
        <translation>{train} 个训练样本按 {size} 个一批会剩下 1 个。</translation>
    </message>
    <message>
        <source>{url}: {reason}</source>
        <translation>{url}：{reason}</translation>
    </message>
    <message>
        <source>{what}</source>
        <translation>{what}</translation>
    </message>
    <message>
        <source>{words}.</source>
        <translation>{words}。</translation>
    </message>
    <message>
        <source>{word} names no sample.</source>
        <translation>{word} 不是样本的名称。</translation>
    </message>
    <message>
        <source>“workbench blocks” lists what there is.</source>
        <translation>“workbench blocks” 会列出已有的块。</translation>
    </message>
    <message>
        <source>“workbench doctor --explain” lists what there is.</source>
        <translation>“workbench doctor --explain”会列出所有规则。</translation>
    </message>
    <message>
        <source>“workbench doctor” says what is missing.</source>
        <translation>“workbench doctor”会说明缺少什么。</translation>
    </message>
    <message>
        <source>“workbench new” lists what there is.</source>
        <translation>“workbench new” 会列出已有的模板。</translation>
    </message>
    <message>
        <source>“workbench parts {kind}” lists what there is.</source>
        <translation>“workbench parts {kind}”会列出所有可用项。</translation>
    </message>
    <message>
        <source>“workbench parts” lists what there is.</source>
        <translation>“workbench parts” 会列出所有部件。</translation>
    </message>
    <message>
        <source>“workbench plugins” lists the files.</source>
        <translation>“workbench plugins” 会列出文件。</translation>
    </message>
    <message>
        <source>“workbench plugins” lists them.</source>
        <translation>“workbench plugins” 会列出它们。</translation>
    </message>
    <message>
        <source>“{baseline}” is no number, and no word for what stands for nothing in these data.</source>
        <translation>“{baseline}”不是数字，也不是表示这类数据“空白”的词。</translation>
    </message>
    <message>
        <source>“{name}” cannot be the name of a class: a class is a folder.</source>
        <translation>“{name}”不能作为类别的名称：类别是一个文件夹。</translation>
    </message>
    <message>
        <source>“{name}” has a 1 in each row (one-hot); its columns became the classes.</source>
        <translation>“{name}”每行有一个 1（独热）；各列已作为类别。</translation>
    </message>
    <message>
        <source>“{name}” of {path} has the shape {shape} and the type {dtype}, which is no list of labels.</source>
        <translation>{path} 的“{name}”形状为 {shape}、类型为 {dtype}，不是标签列表。</translation>
    </message>
    <message>
        <source>“{name}” of {path} has {count} different labels.</source>
        <translation>{path} 的“{name}”有 {count} 个不同的标签。</translation>
    </message>
    <message>
        <source>“{name}” of {path} holds words.</source>
        <translation>{path} 的“{name}”是文字。</translation>
    </message>
    <message>
        <source>“{name}” of {path} holds “{label}” alone.</source>
        <translation>{path} 的“{name}”中只有“{label}”。</translation>
    </message>
    <message>
        <source>“{part}” compares two numbers without an x</source>
        <translation>“{part}”比较的是两个没有 x 的数</translation>
    </message>
    <message>
        <source>“{part}” is neither true nor false; compare it with a number</source>
        <translation>“{part}”既非真也非假；请把它与一个数比较</translation>
    </message>
    <message>
        <source>“{part}” is not known</source>
        <translation>“{part}”在此未知</translation>
    </message>
    <message>
        <source>“{part}” is too high a power; {most} is the highest</source>
        <translation>“{part}”次方过高；最高为 {most}</translation>
    </message>
    <message>
        <source>“{part}” is too large a number, or none</source>
        <translation>“{part}”是过大的数，或根本不是数</translation>
    </message>
    <message>
        <source>“{part}” should be a number; minimum and maximum take more</source>
        <translation>“{part}”应当是一个数；minimum 和 maximum 可接受更多</translation>
    </message>
    <message>
        <source>“{path}” is a link to a folder that it lies in itself.</source>
        <translation>“{path}”是一个指向其上级文件夹的链接。</translation>
    </message>
    <message>
        <source>“{root}” holds no folders; a class is a folder, and two are needed.</source>
        <translation>“{root}”中没有文件夹；每个类别是一个文件夹，至少需要两个。</translation>
    </message>
    <message>
        <source>“{root}” holds one folder only, “{name}”; a class is a folder, and two are needed.</source>
        <translation>“{root}”中只有一个文件夹“{name}”；每个类别是一个文件夹，至少需要两个。</translation>
    </message>
    <message>
        <source>“{root}” is not a folder.</source>
        <translation>“{root}”不是文件夹。</translation>
    </message>
    <message>
        <source>√(p (1 − p) / n) with p = {accuracy} and n = {count}. Differences below {twice} say nothing; with {needed} samples the error is at most 1 %.</source>
        <translation>√(p (1 − p) / n)，其中 p = {accuracy}，n = {count}。小于 {twice} 的差异不说明什么；有 {needed} 个样本时误差至多 1 %。</translation>
    </message>
</context>
<context>
    <name>questions</name>
    <message>
        <source>&lt;b&gt;The workbench {0}&lt;/b&gt;&lt;br&gt;Build, train, understand and export PyTorch models.&lt;br&gt;MIT licence.</source>
        <translation>&lt;b&gt;工作台 {0}&lt;/b&gt;&lt;br&gt;构建、训练、理解并导出 PyTorch 模型。&lt;br&gt;MIT 许可证。</translation>
    </message>
    <message>
        <source>A training is running. Stop it and close?</source>
        <translation>训练正在进行。要停止训练并关闭吗？</translation>
    </message>
    <message>
        <source>About the workbench</source>
        <translation>关于工作台</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>停止并关闭</translation>
    </message>
    <message>
        <source>The run has ended with a problem.</source>
        <translation>运行因问题而结束。</translation>
    </message>
    <message>
        <source>What was learned so far is kept; “Run &gt; Resume last run” goes on with it.</source>
        <translation>目前学到的内容会保留；可用“运行 &gt; 继续上次运行”接着训练。</translation>
    </message>
</context>
<context>
    <name>sample_menu</name>
    <message>
        <source>Choose all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Exclude</source>
        <translation>排除</translation>
    </message>
    <message>
        <source>Exclude {0}</source>
        <translation>排除 {0} 个</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>检视</translation>
    </message>
    <message>
        <source>Label is</source>
        <translation>标签为</translation>
    </message>
    <message>
        <source>Show in samples</source>
        <translation>在样本窗口中显示</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Take back {0}</source>
        <translation>撤回 {0} 个</translation>
    </message>
</context>
<context>
    <name>steering</name>
    <message>
        <source>augmentation off</source>
        <translation>关闭数据增强</translation>
    </message>
    <message>
        <source>augmentation on</source>
        <translation>打开数据增强</translation>
    </message>
    <message>
        <source>branched off</source>
        <translation>已分支</translation>
    </message>
    <message>
        <source>checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>lr {0}</source>
        <translation>学习率 {0}</translation>
    </message>
    <message>
        <source>{0} epochs</source>
        <translation>{0} 轮</translation>
    </message>
    <message>
        <source>{0} frozen</source>
        <translation>{0} 已冻结</translation>
    </message>
    <message>
        <source>{0} learns again</source>
        <translation>{0} 重新学习</translation>
    </message>
</context>
<context>
    <name>test set</name>
    <message>
        <source>It says how good the model is on data that nothing was chosen by. The more often you look at it and change something, the less its figures say; to compare and to improve, use the validation part. Looks are counted.</source>
        <translation>它说明模型在没有参与任何选择的数据上有多好。看得越多、改得越多，它的数字就越说明不了问题；要比较和改进，请用验证部分。查看次数会被记录。</translation>
    </message>
    <message>
        <source>Look at the test set</source>
        <translation>查看测试集</translation>
    </message>
    <message>
        <source>Test set</source>
        <translation>测试集</translation>
    </message>
    <message>
        <source>The test set is for the end.</source>
        <translation>测试集要留到最后。</translation>
    </message>
</context>
</TS>
